using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>
/// Operators with a number. TorchSharp makes an object of the number, which nothing keeps alive while libtorch reads it: a collection
/// on another thread would free it.
/// </summary>
internal static class KeptScalar
{
    private static readonly Scalar Zero = 0;
    private static readonly Scalar One = 1;

    /// <summary>tensor · factor.</summary>
    public static Tensor Times(this Tensor tensor, double factor)
    {
        Scalar scalar = factor;
        var product = tensor.mul(scalar);
        GC.KeepAlive(scalar);
        return product;
    }

    /// <summary>tensor ← tensor · factor.</summary>
    public static void TimesInPlace(this Tensor tensor, double factor)
    {
        Scalar scalar = factor;
        tensor.mul_(scalar);
        GC.KeepAlive(scalar);
    }

    /// <summary>tensor ← tensor + other. TorchSharp makes a number of the 1 that the other is multiplied by.</summary>
    public static void PlusInPlace(this Tensor tensor, Tensor other) => tensor.add_(other, One);

    /// <summary>Zero where W is zero.</summary>
    public static Tensor ZeroWhereZero(this Tensor tensor, Tensor weight) => tensor.masked_fill(weight.eq(Zero), Zero);
}
