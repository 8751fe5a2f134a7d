using System.Buffers.Binary;
using System.Numerics;

namespace LoraDsl.Monitoring;

/// <summary>
/// A file of records in TensorFlow's framing (TFRecord): length as 8 bytes, its checksum, the data, their checksum, all little-endian. The
/// checksum is CRC-32C (RFC 3720), rotated by 15 bits and added to a constant. A record is handed to the system whole; readers pass over
/// one that a crash cut short.
/// </summary>
internal sealed class RecordFile : IDisposable
{
    private readonly FileStream stream;

    /// <summary>Makes the file.</summary>
    /// <param name="path">The file, which must not be there.</param>
    public RecordFile(string path) => stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Appends a record.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        var record = new byte[8 + 4 + data.Length + 4];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), MaskedChecksum(record.AsSpan(0, 8)));
        data.CopyTo(record.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), MaskedChecksum(data));
        stream.Write(record);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    /// <summary>The checksum as records have it.</summary>
    internal static uint MaskedChecksum(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Checksum(data), 15) + 0xa282ead8;

    /// <summary>CRC-32C.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
