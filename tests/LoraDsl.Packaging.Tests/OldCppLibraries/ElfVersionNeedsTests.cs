using System.Text;
using LoraDsl.Build;

namespace LoraDsl.Packaging.Tests.OldCppLibraries;

/// <summary>The need of a version that is made weak, and those that are left alone.</summary>
public sealed class ElfVersionNeedsTests
{
    private const int SectionTableAt = 0x28;
    private const int SectionHeaderBytes = 64;

    private static readonly byte[] Library = File.ReadAllBytes(TorchSharpLibrary.Path);

    [Fact]
    public void The_need_of_the_new_version_is_found_until_it_is_weak()
    {
        var library = Copy();
        var flags = Find(library);
        Assert.InRange(flags, 1, library.Length - 1);
        // vna_hash stands before vna_flags: by it a loader tells versions apart, and it follows from the name alone.
        Assert.Equal(ElfHash(TorchSharpLibrary.Version), BitConverter.ToUInt32(library, flags - 4));

        library[flags] |= ElfVersionNeeds.Weak;
        Assert.Equal(-1, Find(library));
    }

    [Fact]
    public void Versions_and_libraries_that_are_not_named_are_not_needed()
    {
        Assert.Equal(-1, new ElfVersionNeeds(Library).FindIdle("libstdc++.so.7", TorchSharpLibrary.Version, TorchSharpLibrary.Symbol));
        Assert.Equal(-1, new ElfVersionNeeds(Library).FindIdle(TorchSharpLibrary.Cpp, "GLIBCXX_3.4.99", TorchSharpLibrary.Symbol));
    }

    [Fact]
    public void A_version_that_other_symbols_need_too_is_left_alone() =>
        Assert.Equal(-1, new ElfVersionNeeds(Library).FindIdle(TorchSharpLibrary.Cpp, "GLIBCXX_3.4", TorchSharpLibrary.Symbol));

    [Fact]
    public void A_version_that_another_symbol_stands_for_is_left_alone()
    {
        var library = Copy();
        library[library.AsSpan().IndexOf(Encoding.ASCII.GetBytes(TorchSharpLibrary.Symbol))] = (byte)'X';
        Assert.Equal(-1, Find(library));
    }

    [Fact]
    public void A_version_whose_symbol_has_a_relocation_is_left_alone()
    {
        var library = Copy();
        var (relocations, _) = Section(library, type: 4);
        BitConverter.TryWriteBytes(library.AsSpan(relocations + 12), SymbolIndex(library));
        Assert.Equal(-1, Find(library));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public void A_library_that_was_cut_off_is_invalid_data(int length) =>
        Assert.Throws<InvalidDataException>(() => Find(Library[..length]));

    [Fact]
    public void Damaged_bytes_give_an_answer_or_invalid_data_and_nothing_else()
    {
        var random = new Random(11);
        var library = Copy();
        var table = (int)BitConverter.ToUInt64(library, SectionTableAt);
        var (needs, needBytes) = Section(library, type: 0x6ffffffe);
        (int From, int Count)[] regions = [(4, 60), (table, library.Length - table), (needs, needBytes)];
        for (var turn = 0; turn < 3000; turn++)
        {
            var (from, count) = regions[turn % regions.Length];
            var changed = Enumerable.Range(0, random.Next(1, 5)).Select(_ => from + random.Next(count)).Distinct().ToArray();
            foreach (var at in changed)
                library[at] = (byte)random.Next(256);
            try
            {
                Assert.InRange(Find(library), -1, library.Length - 1);
            }
            catch (InvalidDataException)
            {
                // A message for the user.
            }

            foreach (var at in changed)
                library[at] = Library[at];
        }
    }

    private static byte[] Copy() => (byte[])Library.Clone();

    private static int Find(byte[] library) =>
        new ElfVersionNeeds(library).FindIdle(TorchSharpLibrary.Cpp, TorchSharpLibrary.Version, TorchSharpLibrary.Symbol);

    private static (int Offset, int Bytes) Section(byte[] library, uint type)
    {
        for (var at = (int)BitConverter.ToUInt64(library, SectionTableAt); ; at += SectionHeaderBytes)
        {
            if (BitConverter.ToUInt32(library, at + 4) == type)
                return ((int)BitConverter.ToUInt64(library, at + 0x18), (int)BitConverter.ToUInt64(library, at + 0x20));
        }
    }

    private static uint SymbolIndex(byte[] library)
    {
        var flags = Find(library);
        var version = BitConverter.ToUInt16(library, flags + 2);
        var (versions, bytes) = Section(library, type: 0x6fffffff);
        return (uint)Enumerable.Range(0, bytes / 2).Single(index => BitConverter.ToUInt16(library, versions + (2 * index)) == version);
    }

    private static uint ElfHash(string name)
    {
        var hash = 0u;
        foreach (var letter in name)
        {
            hash = (hash << 4) + letter;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }
}
