using System.Buffers.Binary;
using System.Text;
using LoraDsl.Formats.Files;

namespace LoraDsl.Tool.Doctor;

/// <summary>The versions of other libraries' symbols that a 64-bit ELF library asks for (section <c>.gnu.version_r</c>, System V ABI).</summary>
internal static class ElfNeeds
{
    private const uint SectionOfNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Names of the versions that the loader has to find; those that are flagged as weak it does without.</summary>
    /// <param name="path">The library.</param>
    /// <returns>The names; none where it is no such library.</returns>
    public static IReadOnlyList<string> Of(string path)
    {
        using var stream = RegularFile.OpenRead(path);
        var elf = new byte[stream.Length];
        stream.ReadExactly(elf);
        try
        {
            return elf.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8) ? Read(elf) : [];
        }
        catch (ArgumentException)
        {
            // An offset that points out of the file: damaged, which the loader will say.
            return [];
        }
    }

    private static List<string> Read(byte[] elf)
    {
        var names = new List<string>();
        var (sections, size, count) = ((int)Long(0x28), Short(0x3a), Short(0x3c));
        for (var index = 0; index < count; index++)
        {
            var section = sections + (index * size);
            if (Word(section + 4) != SectionOfNeeds)
                continue;
            var texts = (int)Long(sections + ((int)Word(section + 0x28) * size) + 0x18);
            for (var need = (int)Long(section + 0x18); ; need += (int)Word(need + 12))
            {
                var version = need + (int)Word(need + 8);
                for (var left = Short(need + 2); left > 0; left--, version += (int)Word(version + 12))
                {
                    if ((Short(version + 4) & Weak) == 0)
                        names.Add(Text(texts + (int)Word(version + 8)));
                }

                if (Word(need + 12) is 0 or > int.MaxValue)
                    break;
            }
        }

        return names;

        ushort Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(at));
        uint Word(int at) => BinaryPrimitives.ReadUInt32LittleEndian(elf.AsSpan(at));
        ulong Long(int at) => BinaryPrimitives.ReadUInt64LittleEndian(elf.AsSpan(at));
        string Text(int at) => Encoding.ASCII.GetString(elf.AsSpan(at)[..elf.AsSpan(at).IndexOf((byte)0)]);
    }
}
