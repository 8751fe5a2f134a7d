using System.ComponentModel;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>
/// The weight that a sparse layer runs with under LoRS (Hu et al., arXiv 2501.08582): W̃ = (W + s·B·A) ⊙ (W ≠ 0). Where W is zero,
/// −0 included, W̃ is 0 whatever s·B·A holds there. Product and sum are formed in float32 (float64 for a float64 weight) and rounded
/// once to W's type.
/// </summary>
/// <remarks>Shapes: W (out, …), A (r, …) with as many values a row as W, B (out, r) or (out, r, 1, 1). All three are of one device.</remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class MaskedMerge
{
    /// <summary>W̃ in a tensor of its own.</summary>
    /// <param name="weight">W.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="scaling">s.</param>
    /// <returns>
    /// W̃, of W's shape and type, which belongs to the caller's dispose scope. Where gradients are enabled and wanted, it has a history.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Merge(Tensor weight, Tensor a, Tensor b, double scaling)
    {
        RequireFit(weight, a, b);
        if (IsRecorded(weight, a, b) || !CpuMerge.Supports(weight))
            return MaskedComposition.Of(weight, a, b, scaling);
        var merged = empty(weight.shape, dtype: weight.dtype);
        CpuMerge.Into(merged, weight, a, b, scaling);
        return merged;
    }

    /// <summary>
    /// W̃ for the moment: on the processor in a buffer that the passes of all layers take turns with. Where gradients are enabled and
    /// wanted, as for a second derivative, W̃ has a history and memory of its own.
    /// </summary>
    /// <param name="weight">W.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="scaling">s.</param>
    /// <returns>W̃ until it is disposed.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static MergedWeight Rent(Tensor weight, Tensor a, Tensor b, double scaling)
    {
        RequireFit(weight, a, b);
        if (IsRecorded(weight, a, b) || !CpuMerge.Supports(weight))
            return new MergedWeight(MaskedComposition.Of(weight, a, b, scaling), buffer: null);
        var rented = MergeBuffers.Rent(weight);
        CpuMerge.Into(rented.Weight, weight, a, b, scaling);
        return rented;
    }

    /// <summary>
    /// Frees the memory that is kept for the next pass: for each type one buffer of the size of the largest weight so far. Passes that are
    /// under way keep theirs, and the next one makes a new one.
    /// </summary>
    public static void FreeBuffers() => MergeBuffers.Free();

    private static bool IsRecorded(Tensor weight, Tensor a, Tensor b) =>
        is_grad_enabled() && (weight.requires_grad || a.requires_grad || b.requires_grad);

    private static void RequireFit(Tensor weight, Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (w, rows, columns) = (weight.shape, a.shape, b.shape);
        if (w.Length < 2 || rows.Length < 2 || columns.Length < 2 || columns[0] != w[0] || columns[1] != rows[0]
            || a.numel() * w[0] != rows[0] * weight.numel() || b.numel() != columns[0] * columns[1])
        {
            throw new ArgumentException(
                $"B of shape ({string.Join(", ", columns)}) times A of shape ({string.Join(", ", rows)}) is no weight of shape ({string.Join(", ", w)}).");
        }
    }
}
