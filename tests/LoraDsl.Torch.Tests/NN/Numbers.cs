using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.NN;

/// <summary>Tensors as plain numbers, and back.</summary>
internal static class Numbers
{
    public static double[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        return tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    public static Tensor Tensor(double[] values, params long[] shape) => torch.tensor(values, shape, dtype: ScalarType.Float64);

    public static double[] Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    public static void AssertClose(double[] expected, double[] actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"element {i}: expected {expected[i]:r}, got {actual[i]:r}");
    }

    public static void AssertClose(double[] expected, Tensor actual, double tolerance = 1e-12) => AssertClose(expected, Of(actual), tolerance);

    /// <summary>The gradient of a scalar function by central differences.</summary>
    public static double[] FiniteDifferences(Func<double[], double> function, double[] at, double step = 1e-5)
    {
        var gradient = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            var up = (double[])at.Clone();
            var down = (double[])at.Clone();
            up[i] += step;
            down[i] -= step;
            gradient[i] = (function(up) - function(down)) / (2 * step);
        }
        return gradient;
    }
}
