using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>The formula as it is usually written: linear(x) + s · linear(linear(x, A), B).</summary>
internal sealed class EagerContender(LinearCase sizes, Device device) : LinearContender(sizes, device)
{
    private readonly Parameter a = new(randn(sizes.Rank, sizes.In, device: device));
    private readonly Parameter b = new(zeros(sizes.Out, sizes.Rank, device: device));

    public override string Name => "eager";

    protected override IReadOnlyList<Parameter> Factors => [a, b];

    public override void Dispose()
    {
        a.Dispose();
        b.Dispose();
        base.Dispose();
    }

    protected override Tensor Forward(Tensor x) =>
        Layer.forward(x) + (2.0 * nn.functional.linear(nn.functional.linear(x, a), b));
}
