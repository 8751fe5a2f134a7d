using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>The frozen layers alone: no adapted block can be faster.</summary>
internal sealed class FrozenContender(LorsCase sizes, Device device) : BlockContender(sizes, device)
{
    public override string Name => "frozen";

    protected override IReadOnlyList<Parameter> Trained => [];

    protected override Tensor Run(int layer, Tensor x) => Layers.All[layer].forward(x);
}
