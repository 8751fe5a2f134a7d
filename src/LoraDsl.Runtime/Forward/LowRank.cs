using System.ComponentModel;
using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>
/// The low-rank part of an adapted linear layer, left to autograd, which saves x and h = x·Aᵀ for it and nothing of the output's size. The
/// order is measured: the frozen product first, the low-rank one added to it in place.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class LowRank
{
    /// <summary>y += s·(x·Aᵀ)·Bᵀ, in place.</summary>
    /// <param name="y">The frozen layer's output, (T, out).</param>
    /// <param name="x">The adapter's input, (T, in), of y's type.</param>
    /// <param name="a">A, (rank, in). A factor of another floating type is cast to x's: nothing of x's size is.</param>
    /// <param name="b">B, (out, rank).</param>
    /// <param name="scaling">s.</param>
    public static void AddTo(Tensor y, Tensor x, Tensor a, Tensor b, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        using var scope = NewDisposeScope();
        var h = x.mm(As(a, x).t());
        if (scaling != 1)
            h.TimesInPlace(scaling);
        y.addmm_(h, As(b, x).t());
    }

    // A conversion that changes nothing would be a call for nothing.
    internal static Tensor As(Tensor factor, Tensor x) => As(factor, x.dtype);

    internal static Tensor As(Tensor factor, ScalarType type) => factor.dtype == type ? factor : factor.to(type);
}
