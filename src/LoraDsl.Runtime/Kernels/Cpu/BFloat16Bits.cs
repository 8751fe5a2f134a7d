namespace LoraDsl.Kernels;

/// <summary>The bits of bfloat16: the upper half of a float32.</summary>
internal static class BFloat16Bits
{
    public const int Shift = 16;

    /// <summary>What libtorch makes of every NaN.</summary>
    public const uint NaN = 0x7FC0;

    /// <summary>Added to a float32's bits, with the last bit that stays, before the lower half is cut off: rounds to nearest, ties to even.</summary>
    public const uint AlmostHalf = 0x7FFF;
}
