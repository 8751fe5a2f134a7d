using System.ComponentModel;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>
/// The exact gradients of LoRS's factors: with dW = G ⊙ (W ≠ 0), where G = gᵀ·x is the gradient of W̃, dB = s·dW·Aᵀ and
/// dA = s·Bᵀ·dW.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class MaskedGradient
{
    /// <summary>Values of a block of dW that is formed at a time: 4 MiB in float32, which a processor's cache holds.</summary>
    private const long BlockSize = 1024 * 1024;

    /// <summary>dA and dB of a linear layer. dW is formed some rows at a time, never as a whole.</summary>
    /// <param name="gradient">g of shape (T, out).</param>
    /// <param name="x">The layer's input, (T, in).</param>
    /// <param name="weight">W, (out, in).</param>
    /// <param name="a">A, (r, in).</param>
    /// <param name="b">B, (out, r).</param>
    /// <param name="scaling">s.</param>
    /// <returns>dA and dB, which belong to the caller's dispose scope.</returns>
    public static (Tensor A, Tensor B) OfFactors(Tensor gradient, Tensor x, Tensor weight, Tensor a, Tensor b, double scaling)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(b);
        using var scope = NewDisposeScope();
        var (rows, blockRows) = (weight.shape[0], Math.Max(1, BlockSize / weight.shape[1]));
        var blocksOfB = new List<Tensor>();
        Tensor? dA = null;
        for (var first = 0L; first < rows; first += blockRows)
        {
            using var block = NewDisposeScope();
            var count = Math.Min(blockRows, rows - first);
            var full = gradient.narrow(1, first, count).t().mm(x);
            var (partOfA, partOfB) = OfFactors(full, weight.narrow(0, first, count), a, b.narrow(0, first, count), scaling);
            blocksOfB.Add(partOfB.MoveToOuterDisposeScope());
            dA = (dA is null ? partOfA : dA + partOfA).MoveToOuterDisposeScope();
        }

        var dB = blocksOfB.Count == 1 ? blocksOfB[0] : cat(blocksOfB, 0);
        return (dA!.MoveToOuterDisposeScope(), dB.MoveToOuterDisposeScope());
    }

    /// <summary>dA and dB from the gradient of W̃.</summary>
    /// <param name="gradient">G, of W's shape.</param>
    /// <param name="weight">W.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="scaling">s.</param>
    /// <returns>dA and dB, of A's and B's shape, which belong to the caller's dispose scope.</returns>
    public static (Tensor A, Tensor B) OfFactors(Tensor gradient, Tensor weight, Tensor a, Tensor b, double scaling)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        using var scope = NewDisposeScope();
        // Filled, not multiplied: a gradient that is infinite where W is zero must not become NaN.
        var masked = OfWeight(gradient, weight).flatten(1);
        var dA = b.flatten(1).to(masked.dtype).Times(scaling).t().mm(masked).view(a.shape);
        var dB = masked.mm(a.flatten(1).to(masked.dtype).t()).Times(scaling).view(b.shape);
        return (dA.MoveToOuterDisposeScope(), dB.MoveToOuterDisposeScope());
    }

    /// <summary>dW, the gradient of W itself, from that of W̃.</summary>
    /// <param name="gradient">G, of W's shape.</param>
    /// <param name="weight">W.</param>
    public static Tensor OfWeight(Tensor gradient, Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(weight);
        using var scope = NewDisposeScope();
        return gradient.ZeroWhereZero(weight).MoveToOuterDisposeScope();
    }
}
