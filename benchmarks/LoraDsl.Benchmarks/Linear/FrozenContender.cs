using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>The frozen layer alone: no adapted layer can be faster.</summary>
internal sealed class FrozenContender(LinearCase sizes, Device device) : LinearContender(sizes, device)
{
    public override string Name => "frozen";

    protected override Tensor Forward(Tensor x, bool training) => Layer.forward(x);
}
