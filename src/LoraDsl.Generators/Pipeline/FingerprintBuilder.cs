using System;
using System.Security.Cryptography;
using System.Text;

namespace LoraDsl.Generators.Pipeline;

/// <summary>Collects content, each piece with its length so that no two sequences of pieces look alike, and hashes it.</summary>
internal sealed class FingerprintBuilder
{
    private byte[] _bytes = new byte[512];
    private int _length;

    public FingerprintBuilder Add(string text)
    {
        Add(text.Length);
        Reserve(2 * text.Length);
        _length += Encoding.Unicode.GetBytes(text, 0, text.Length, _bytes, _length);
        return this;
    }

    public FingerprintBuilder Add(int value)
    {
        Reserve(sizeof(int));
        for (var shift = 0; shift < 32; shift += 8)
        {
            _bytes[_length++] = (byte)(value >> shift);
        }

        return this;
    }

    public FingerprintBuilder Add(Fingerprint value)
    {
        Add((int)(value.High >> 32)).Add((int)value.High);
        return Add((int)(value.Low >> 32)).Add((int)value.Low);
    }

    public Fingerprint ToFingerprint()
    {
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(_bytes, 0, _length);
        return new Fingerprint(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, sizeof(ulong)));
    }

    private void Reserve(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }
    }
}
