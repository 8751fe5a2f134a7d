using System.ComponentModel;
using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>The low-rank part of an adapted embedding, left to autograd.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class LowRankLookup
{
    /// <summary>y += s·Aᵀ[ids]·Bᵀ, in place.</summary>
    /// <param name="y">The frozen layer's output, (T, width).</param>
    /// <param name="ids">The indices, (T).</param>
    /// <param name="a">A, (rank, rows).</param>
    /// <param name="b">B, (width, rank).</param>
    /// <param name="scaling">s.</param>
    public static void AddTo(Tensor y, Tensor ids, Tensor a, Tensor b, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        using var scope = NewDisposeScope();
        var h = a.index_select(1, ids);
        if (scaling != 1)
            h.TimesInPlace(scaling);
        y.addmm_(h.t(), b.t());
    }
}
