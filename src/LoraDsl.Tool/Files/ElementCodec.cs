using System.Buffers.Binary;

namespace LoraDsl.Tool.Files;

/// <summary>Values of safetensors' floating-point types as float64, and back by rounding to the nearest, ties to even.</summary>
internal static class ElementCodec
{
    /// <summary>Whether values of the type are read and written.</summary>
    public static bool Supports(string type) => type is "F64" or "F32" or "F16" or "BF16";

    /// <summary>Reads values.</summary>
    /// <param name="type">The format's name of the type.</param>
    /// <param name="bytes">The values as they stand in a file, little-endian.</param>
    /// <param name="values">Where they go.</param>
    public static void Decode(string type, ReadOnlySpan<byte> bytes, Span<double> values)
    {
        switch (type)
        {
            case "F64":
                for (var index = 0; index < values.Length; index++)
                    values[index] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * index)..]);
                break;
            case "F32":
                for (var index = 0; index < values.Length; index++)
                    values[index] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * index)..]);
                break;
            case "F16":
                for (var index = 0; index < values.Length; index++)
                    values[index] = (double)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * index)..]);
                break;
            case "BF16":
                for (var index = 0; index < values.Length; index++)
                    values[index] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * index)..]) << 16);
                break;
            default:
                throw Unsupported(type);
        }
    }

    /// <summary>Writes values.</summary>
    /// <param name="type">The format's name of the type.</param>
    /// <param name="values">The values.</param>
    /// <returns>The values as they stand in a file.</returns>
    public static byte[] Encode(string type, ReadOnlySpan<double> values)
    {
        switch (type)
        {
            case "F64":
                var doubles = new byte[8 * values.Length];
                for (var index = 0; index < values.Length; index++)
                    BinaryPrimitives.WriteDoubleLittleEndian(doubles.AsSpan(8 * index), values[index]);
                return doubles;
            case "F32":
                var singles = new byte[4 * values.Length];
                for (var index = 0; index < values.Length; index++)
                    BinaryPrimitives.WriteSingleLittleEndian(singles.AsSpan(4 * index), (float)values[index]);
                return singles;
            case "F16":
                var halves = new byte[2 * values.Length];
                for (var index = 0; index < values.Length; index++)
                    BinaryPrimitives.WriteHalfLittleEndian(halves.AsSpan(2 * index), (Half)values[index]);
                return halves;
            case "BF16":
                var brains = new byte[2 * values.Length];
                for (var index = 0; index < values.Length; index++)
                    BinaryPrimitives.WriteUInt16LittleEndian(brains.AsSpan(2 * index), ToBFloat16(values[index]));
                return brains;
            default:
                throw Unsupported(type);
        }
    }

    /// <summary>Whether a value is still finite when it is rounded to the type.</summary>
    public static bool Holds(string type, double value) => type switch
    {
        "F64" => double.IsFinite(value),
        "F32" => float.IsFinite((float)value),
        "F16" => Half.IsFinite((Half)value),
        "BF16" => double.IsFinite(value) && double.IsFinite(FromBFloat16(ToBFloat16(value))),
        _ => throw Unsupported(type),
    };

    // Rounded from float64 at once: by way of float32 a value close to a tie could be rounded twice.
    private static ushort ToBFloat16(double value)
    {
        var down = (ushort)(BitConverter.SingleToUInt32Bits(TowardsZero(value)) >> 16);
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? (ushort)(down | 0x40) : down;

        var up = (ushort)(down + 1);
        var (lower, upper) = (Math.Abs(FromBFloat16(down)), Math.Abs(FromBFloat16(up)));
        var magnitude = Math.Abs(value);
        if (double.IsInfinity(upper))
            upper = lower + Math.ScaleB(1, 120);
        var (below, above) = (magnitude - lower, upper - magnitude);
        return below < above || (below == above && (down & 1) == 0) ? down : up;
    }

    private static double FromBFloat16(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static float TowardsZero(double value)
    {
        var single = (float)value;
        if (float.IsInfinity(single) && double.IsFinite(value))
            return MathF.CopySign(float.MaxValue, single);
        return Math.Abs((double)single) > Math.Abs(value) ? BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(single) - 1) : single;
    }

    private static InvalidDataException Unsupported(string type) =>
        new($"values of the type {type} are not supported: F64, F32, F16 and BF16 are.");
}
