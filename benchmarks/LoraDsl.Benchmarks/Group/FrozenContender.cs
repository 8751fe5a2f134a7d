using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Group;

/// <summary>The frozen layers alone.</summary>
internal sealed class FrozenContender(GroupCase sizes, Device device) : GroupContender(sizes, device)
{
    public override string Name => "frozen";

    protected override Tensor[] Forward(Tensor x) => [.. Layers.Select(layer => layer.forward(x))];
}
