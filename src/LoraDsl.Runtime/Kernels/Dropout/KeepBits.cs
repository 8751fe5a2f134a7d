using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoraDsl.Kernels.Dropout;

/// <summary>
/// What dropout keeps of a row, a bit for each column. Columns come in groups of 32, which eight counters draw: columns 2·i and 2·i + 1 of a group
/// are words 0 and 1 of its counter i, columns 16 + 2·i and 17 + 2·i words 2 and 3. So the bits are the same for every width of vectors.
/// </summary>
internal static unsafe class KeepBits
{
    /// <summary>Columns of a group, whose bits are a word.</summary>
    public const int Columns = 32;

    private const int Counters = 8;

    /// <summary>Words for the bits of a row.</summary>
    public static int WordsOf(int columns) => (columns + Columns - 1) / Columns;

    /// <summary>Draws with the widest vectors that the processor has.</summary>
    /// <inheritdoc cref="Draw{TLanes, TVector}"/>
    public static void Draw(uint* bits, int words, int row, ulong seed, uint least)
    {
        if (Avx512F.IsSupported)
            Draw<PhiloxLanes512, Vector512<ulong>>(bits, words, row, seed, least);
        else if (Avx2.IsSupported)
            Draw<PhiloxLanes256, Vector256<ulong>>(bits, words, row, seed, least);
        else if (Sse2.IsSupported)
            Draw<PhiloxLanes128, Vector128<ulong>>(bits, words, row, seed, least);
        else
            Draw<PhiloxLanes1, ulong>(bits, words, row, seed, least);
    }

    /// <summary>Draws the bits of a row.</summary>
    /// <param name="bits">Where they go.</param>
    /// <param name="words">How many words of bits.</param>
    /// <param name="row">The row.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="least">The least random word that keeps its column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Draw<TLanes, TVector>(uint* bits, int words, int row, ulong seed, uint least)
        where TLanes : IPhiloxLanes<TVector>
        where TVector : unmanaged
    {
        for (var word = 0; word < words; word++)
        {
            var group = 0u;
            for (var counter = 0; counter < Counters; counter += TLanes.Count)
            {
                var word0 = TLanes.From((uint)((word * Counters) + counter));
                var word1 = TLanes.Broadcast((uint)row);
                var (word2, word3) = (default(TVector), default(TVector));
                Philox.Draw<TLanes, TVector>(ref word0, ref word1, ref word2, ref word3, seed);
                group |= (TLanes.AtLeast(word0, word1, least) << (2 * counter)) | (TLanes.AtLeast(word2, word3, least) << (16 + (2 * counter)));
            }

            bits[word] = group;
        }
    }

    /// <summary>A byte for each column of a row: 1 where it is dropped, else 0.</summary>
    /// <param name="bits">The row's bits.</param>
    /// <param name="target">Room for the bytes.</param>
    /// <param name="columns">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteDropped(uint* bits, byte* target, int columns)
    {
        const int Together = sizeof(ulong);
        const ulong EachByte = 0x0101_0101_0101_0101;
        const ulong BitOfEachByte = 0x8040_2010_0804_0201;
        var column = 0;
        for (; column <= columns - Together; column += Together)
        {
            var kept = (byte)(bits[column / Columns] >>> (column % Columns));
            // Adding 127 to a byte sets its highest bit unless the byte is 0.
            var dropped = (((byte)~kept * EachByte) & BitOfEachByte) + (127 * EachByte);
            Unsafe.WriteUnaligned(target + column, (dropped >>> 7) & EachByte);
        }

        for (; column < columns; column++)
            target[column] = (byte)(~(bits[column / Columns] >>> (column % Columns)) & 1);
    }
}
