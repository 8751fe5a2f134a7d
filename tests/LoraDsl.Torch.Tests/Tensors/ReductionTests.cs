using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

public sealed class ReductionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor matrix = tensor(new[,] { { 1.0, 5.0, 3.0 }, { 4.0, 2.0, 9.0 } });

    public void Dispose() => scope.Dispose();

    private static void Holds(Tensor actual, long[] shape, params double[] elements)
    {
        Assert.Equal(shape, actual.shape);
        Assert.All(actual.to(float64).data<double>().ToArray().Zip(elements), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.Equal(elements.Length, actual.numel());
    }

    [Fact]
    public void Sums_means_and_products()
    {
        Holds(matrix.sum(), [], 24);
        Holds(matrix.sum(0L), [3], 5, 7, 12);
        Holds(matrix.sum(1, keepdim: true), [2, 1], 9, 15);
        Holds(matrix.sum([0, 1]), [], 24);
        Assert.Equal(float32, matrix.sum(float32).dtype);
        Holds(matrix.mean(), [], 4);
        Holds(matrix.mean([1]), [2], 3, 5);
        Holds(matrix.prod(), [], 1080);
        Holds(matrix.prod(0L), [3], 4, 10, 27);
        Holds(matrix.cumsum(1), [2, 3], 1, 6, 9, 4, 6, 15);
    }

    [Fact]
    public void Spreads()
    {
        Holds(matrix.var(1), [2], 4, 13);
        Holds(matrix.var(1, unbiased: false), [2], 8.0 / 3, 26.0 / 3);
        Holds(matrix.std([1]), [2], 2, Math.Sqrt(13));
        Holds(std(matrix), [], Math.Sqrt(8));
        Holds(matrix.norm(), [], Math.Sqrt(136));
        Holds(matrix.norm(1, p: 1), [2], 9, 15);
    }

    [Fact]
    public void Extremes_and_their_places()
    {
        Holds(matrix.max(), [], 9);
        Holds(matrix.amin(1), [2], 1, 2);
        var (values, indexes) = matrix.max(1);
        Holds(values, [2], 5, 9);
        Holds(indexes, [2], 1, 2);
        Holds(matrix.argmin(0), [3], 0, 1, 0);
        Holds(matrix.argmax(), [], 5);
        var (top, places) = matrix.topk(2);
        Holds(top, [2, 2], 5, 3, 9, 4);
        Holds(places, [2, 2], 1, 2, 2, 0);
        var (sorted, order) = matrix.sort(1, descending: true);
        Holds(sorted, [2, 3], 5, 3, 1, 9, 4, 2);
        Holds(order, [2, 3], 1, 2, 0, 2, 0, 1);
        Holds(matrix.argsort(), [2, 3], 0, 2, 1, 1, 0, 2);
    }

    [Fact]
    public void Truth_over_elements()
    {
        Assert.True((matrix > 0).all().item<bool>());
        Assert.False((matrix > 9).any().item<bool>());
        Holds((matrix > 2).all(1), [2], 0, 0);
        Holds((matrix > 2).count_nonzero(), [], 4);
        Assert.True(tensor(1).is_nonzero());
    }

    [Fact]
    public void Softmax_and_its_logarithm()
    {
        var sums = matrix.softmax(1).sum(1);
        Holds(sums, [2], 1, 1);
        var expected = 1 - Math.Log(Math.Exp(1) + Math.Exp(5) + Math.Exp(3));
        Assert.Equal(expected, matrix.log_softmax(1)[0, 0].item<double>(), 1e-12);
        Assert.Equal(Math.Log(Math.Exp(1) + Math.Exp(4)), matrix.logsumexp(0)[0].item<double>(), 1e-12);
        Assert.Equal(float64, matrix.@float().softmax(1, float64).dtype);
    }
}
