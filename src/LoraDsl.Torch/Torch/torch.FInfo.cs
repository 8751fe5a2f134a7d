namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a floating-point type can hold.</summary>
    public struct FInfo
    {
        /// <summary>The bits of a number.</summary>
        public int bits;
        /// <summary>The distance from 1 to the next number.</summary>
        public double eps;
        /// <summary>The largest number.</summary>
        public double max;
        /// <summary>The lowest number.</summary>
        public double min;
        /// <summary>The smallest positive number of full precision.</summary>
        public double tiny;
        /// <summary>The smallest positive number of full precision.</summary>
        public double smallest_normal;
        /// <summary>About the precision in decimals.</summary>
        public double resolution;
    }

    /// <summary>What the default dtype can hold.</summary>
    public static FInfo finfo() => finfo(get_default_dtype());

    /// <summary>What a floating-point type can hold.</summary>
    /// <exception cref="ArgumentException">The type is no floating-point type.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float16 => Describe(16, 10, 15, 1e-3),
        ScalarType.BFloat16 => Describe(16, 7, 127, 1e-2),
        ScalarType.Float32 => Describe(32, 23, 127, 1e-6),
        ScalarType.Float64 => Describe(64, 52, 1023, 1e-15),
        _ => throw new ArgumentException($"finfo: {dtype} is no floating-point type", nameof(dtype)),
    };

    private static FInfo Describe(int bits, int fraction, int largestExponent, double resolution)
    {
        var eps = Math.ScaleB(1, -fraction);
        var max = Math.ScaleB(2 - eps, largestExponent);
        var tiny = Math.ScaleB(1, 1 - largestExponent);
        return new FInfo { bits = bits, eps = eps, max = max, min = -max, tiny = tiny, smallest_normal = tiny, resolution = resolution };
    }
}
