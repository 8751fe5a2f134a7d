using System.ComponentModel;
using LoraDsl.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>The low-rank part of an adapted embedding, left to autograd. As in the layer itself, the row of <c>padding_idx</c> gets no gradient.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class LowRankLookup
{
    /// <summary>y += s·Aᵀ[ids]·Bᵀ, in place.</summary>
    /// <param name="y">The frozen layer's output, (T, width).</param>
    /// <param name="ids">The indices, (T).</param>
    /// <param name="layer">The layer.</param>
    /// <param name="a">A, (rank, rows).</param>
    /// <param name="b">B, (width, rank).</param>
    /// <param name="scaling">s.</param>
    public static void AddTo(Tensor y, Tensor ids, Embedding layer, Tensor a, Tensor b, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        using var scope = NewDisposeScope();
        var h = LowRank.As(Rows(ids, layer, a), y);
        if (scaling != 1)
            h = h.Times(scaling);
        y.addmm_(h.t(), LowRank.As(b, y).t());
    }

    /// <summary>A[:, ids], (rank, T); temporaries belong to the caller's scope.</summary>
    internal static Tensor Rows(Tensor ids, Embedding layer, Tensor a)
    {
        var h = a.index_select(1, ids);
        return EmbeddingOptions.Of(layer).PaddingRow is { } padding && h.requires_grad
            ? where(ids.eq(padding), h.detach(), h)
            : h;
    }
}
