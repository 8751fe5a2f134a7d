namespace TorchSharp.Utils;

/// <summary>Little-endian base-128 integers: the lengths in files of tensors and of module states.</summary>
internal static class LEB128Codec
{
    /// <summary>Writes a count, seven bits a byte, the lowest first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static void Encode(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        writer.Write7BitEncodedInt64(value);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    public static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();
}
