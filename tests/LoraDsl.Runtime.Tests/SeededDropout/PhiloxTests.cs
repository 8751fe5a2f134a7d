using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LoraDsl.Kernels.Dropout;

namespace LoraDsl.Runtime.Tests.SeededDropout;

/// <summary>The generator against its published answers (Random123, kat_vectors), with every width of vectors.</summary>
public sealed class PhiloxTests
{
    public static TheoryData<uint[], ulong, uint[]> KnownAnswers => new()
    {
        { [0, 0, 0, 0], 0, [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
        { [uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue], ulong.MaxValue, [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd] },
        { [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], 0x299f31d0_a4093822, [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1] },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void Ten_rounds_give_the_published_words(uint[] counter, ulong key, uint[] expected)
    {
        ArgumentNullException.ThrowIfNull(counter);
        var one = Draw<PhiloxLanes1, ulong>(counter, key);
        Assert.Equal(expected, Array.ConvertAll(one, word => (uint)word));
        Assert.Equal(expected, Array.ConvertAll(Draw<PhiloxLanes128, Vector128<ulong>>(counter, key), words => (uint)words[1]));
        if (Avx2.IsSupported)
            Assert.Equal(expected, Array.ConvertAll(Draw<PhiloxLanes256, Vector256<ulong>>(counter, key), words => (uint)words[3]));
        if (Avx512F.IsSupported)
            Assert.Equal(expected, Array.ConvertAll(Draw<PhiloxLanes512, Vector512<ulong>>(counter, key), words => (uint)words[7]));
    }

    [Theory]
    [InlineData(1, 0, 0UL, 1u << 31)]
    [InlineData(3, 5, 12345UL, 429496730u)]
    [InlineData(40, int.MaxValue, ulong.MaxValue - 9, 3000000000u)]
    public void Bits_are_those_of_the_layout_for_every_width_of_vectors(int words, int row, ulong seed, uint least)
    {
        var expected = new uint[words];
        for (var column = 0; column < words * KeepBits.Columns; column++)
        {
            var inGroup = column % 32;
            var drawn = Draw<PhiloxLanes1, ulong>([(uint)((column / 32 * 8) + (inGroup % 16 / 2)), (uint)row, 0, 0], seed);
            if ((uint)drawn[(inGroup / 16 * 2) + (inGroup % 2)] >= least)
                expected[column / 32] |= 1u << inGroup;
        }

        Assert.Equal(expected, Bits<PhiloxLanes1, ulong>());
        Assert.Equal(expected, Bits<PhiloxLanes128, Vector128<ulong>>());
        if (Avx2.IsSupported)
            Assert.Equal(expected, Bits<PhiloxLanes256, Vector256<ulong>>());
        if (Avx512F.IsSupported)
            Assert.Equal(expected, Bits<PhiloxLanes512, Vector512<ulong>>());

        unsafe uint[] Bits<TLanes, TVector>()
            where TLanes : IPhiloxLanes<TVector>
            where TVector : unmanaged
        {
            var bits = new uint[words];
            fixed (uint* first = bits)
                KeepBits.Draw<TLanes, TVector>(first, words, row, seed, least);
            return bits;
        }
    }

    private static TVector[] Draw<TLanes, TVector>(uint[] counter, ulong key)
        where TLanes : IPhiloxLanes<TVector>
        where TVector : unmanaged
    {
        var words = Array.ConvertAll(counter, TLanes.Broadcast);
        Philox.Draw<TLanes, TVector>(ref words[0], ref words[1], ref words[2], ref words[3], key);
        return words;
    }
}
