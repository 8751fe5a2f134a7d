using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>A convolution's kernel from a small one of rank × rank channels.</summary>
internal static class TuckerKernel
{
    /// <summary>K[o, i, h, w] = Σ t[p, q, h, w]·a[p, o]·b[q, i].</summary>
    /// <param name="t">The small kernel, (rank, rank, height, width).</param>
    /// <param name="a">(rank, out).</param>
    /// <param name="b">(rank, in).</param>
    /// <returns>(out, in, height, width), which belongs to the caller's scope.</returns>
    public static Tensor Of(Tensor t, Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        return einsum("pqhw,qi,po->oihw", t, b, a).MoveToOuterDisposeScope();
    }
}
