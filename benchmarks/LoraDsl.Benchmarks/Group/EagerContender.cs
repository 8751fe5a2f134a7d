using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Group;

/// <summary>The formula as it is usually written: linear(x) + s · linear(linear(x, A), B).</summary>
internal sealed class EagerContender(GroupCase sizes, Device device) : GroupContender(sizes, device)
{
    private readonly Parameter[] a = [.. Enumerable.Range(0, 3).Select(_ => new Parameter(randn(GroupCase.Rank, sizes.Width, device: device)))];
    private readonly Parameter[] b = [.. Enumerable.Range(0, 3).Select(_ => new Parameter(zeros(sizes.Width, GroupCase.Rank, device: device)))];

    public override string Name => "eager";

    protected override IReadOnlyList<Parameter> Factors => [.. a, .. b];

    public override void Dispose()
    {
        foreach (var factor in Factors)
            factor.Dispose();
        base.Dispose();
    }

    protected override Tensor[] Forward(Tensor x) =>
        [.. Layers.Select((layer, index) => layer.forward(x) + (2.0 * nn.functional.linear(nn.functional.linear(x, a[index]), b[index])))];
}
