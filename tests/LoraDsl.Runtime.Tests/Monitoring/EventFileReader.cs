using System.Buffers.Binary;
using System.Text;

namespace LoraDsl.Runtime.Tests.Monitoring;

/// <summary>Reads event files by the formats' definitions, without the code that writes them: TFRecord's framing and protocol buffers' wire format.</summary>
internal static class EventFileReader
{
    /// <summary>The records that are whole; checksums are insisted on.</summary>
    public static List<byte[]> Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (var at = 0; at + 12 <= file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            if (at + 16 + length > file.Length)
                break;
            Assert.Equal(Masked(file.AsSpan(at + 12, length)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            records.Add(file[(at + 12)..(at + 12 + length)]);
            at += 16 + length;
        }

        return records;
    }

    /// <summary>The fields of a message: ulong for numbers, byte[] for what has a length.</summary>
    public static ILookup<int, object> Fields(byte[] message)
    {
        var fields = new List<(int Number, object Value)>();
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    fields.Add(((int)(key >> 3), Varint(message, ref at)));
                    break;
                case 1:
                    fields.Add(((int)(key >> 3), BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at))));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    fields.Add(((int)(key >> 3), message[at..(at + length)]));
                    at += length;
                    break;
                case 5:
                    fields.Add(((int)(key >> 3), (ulong)BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at))));
                    at += 4;
                    break;
                default:
                    Assert.Fail($"wire type {key & 7}");
                    break;
            }
        }

        return fields.ToLookup(field => field.Number, field => field.Value);
    }

    public static byte[] Part(this ILookup<int, object> message, int field) => (byte[])Assert.Single(message[field]);

    public static ulong Number(this ILookup<int, object> message, int field) => (ulong)Assert.Single(message[field]);

    /// <summary>A number; a message leaves out those that are 0.</summary>
    public static double Double(this ILookup<int, object> message, int field) =>
        message.Contains(field) ? BitConverter.UInt64BitsToDouble(message.Number(field)) : 0;

    public static float Float(this ILookup<int, object> message, int field) => BitConverter.UInt32BitsToSingle((uint)message.Number(field));

    public static string Text(this ILookup<int, object> message, int field) => Encoding.UTF8.GetString(message.Part(field));

    public static double[] Doubles(this ILookup<int, object> message, int field)
    {
        var packed = message.Part(field);
        return [.. Enumerable.Range(0, packed.Length / 8).Select(index => BinaryPrimitives.ReadDoubleLittleEndian(packed.AsSpan(8 * index)))];
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(message[at] & 0x7f) << shift;
            if (message[at++] < 0x80)
                return value;
        }
    }

    // Bit by bit, with the reversed polynomial of RFC 3720.
    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78);
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }
}
