using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.LowRank;

/// <summary>Input, output, their gradients and factors.</summary>
internal sealed class LowRankTensors : IDisposable
{
    private readonly DisposeScope scope;

    public LowRankTensors(LowRankCase sizes)
    {
        random.manual_seed(1);
        scope = NewDisposeScope();
        X = randn(sizes.Rows, sizes.In).to(sizes.Type);
        Y = randn(sizes.Rows, sizes.Out).to(sizes.Type);
        Gradient = randn(sizes.Rows, sizes.Out).to(sizes.Type);
        GradientX = randn(sizes.Rows, sizes.In).to(sizes.Type);
        A = randn(sizes.Rank, sizes.In);
        B = randn(sizes.Out, sizes.Rank);
        H = X.to(ScalarType.Float32).mm(A.t());
    }

    public Tensor X { get; }

    public Tensor Y { get; }

    public Tensor H { get; }

    public Tensor Gradient { get; }

    public Tensor GradientX { get; }

    public Tensor A { get; }

    public Tensor B { get; }

    public void Dispose() => scope.Dispose();
}
