using static TorchSharp.torch;

namespace LoraDsl.Models.Tests;

/// <summary>Comparisons of tensors.</summary>
internal static class Numbers
{
    /// <summary>The largest difference of two tensors of one shape.</summary>
    public static double Difference(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var scope = NewDisposeScope();
        var difference = (expected.to(ScalarType.Float64) - actual.detach().cpu().to(ScalarType.Float64)).abs().max().item<double>();
        Assert.True(double.IsFinite(difference), "There are values that are not finite.");
        return difference;
    }
}
