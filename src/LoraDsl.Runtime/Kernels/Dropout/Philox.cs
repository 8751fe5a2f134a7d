using System.Runtime.CompilerServices;

namespace LoraDsl.Kernels.Dropout;

/// <summary>
/// Philox4x32 with ten rounds: four random words that are a function of a counter and a key ("Parallel Random Numbers: As Easy as 1, 2, 3",
/// Salmon, Moraes, Dror and Shaw, SC 2011; it passes BigCrush).
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD251_1F53;
    private const uint Multiplier1 = 0xCD9E_8D57;
    private const uint Weyl0 = 0x9E37_79B9;
    private const uint Weyl1 = 0xBB67_AE85;

    /// <summary>Turns counters into their random words.</summary>
    /// <param name="word0">First words of the counters, then of what is drawn; the others likewise.</param>
    /// <param name="word1">Second words.</param>
    /// <param name="word2">Third words.</param>
    /// <param name="word3">Fourth words.</param>
    /// <param name="key">The key, its first word in the lower half.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Draw<TLanes, TVector>(ref TVector word0, ref TVector word1, ref TVector word2, ref TVector word3, ulong key)
        where TLanes : IPhiloxLanes<TVector>
        where TVector : unmanaged
    {
        var (key0, key1) = (TLanes.Broadcast((uint)key), TLanes.Broadcast((uint)(key >>> 32)));
        var (weyl0, weyl1) = (TLanes.Broadcast(Weyl0), TLanes.Broadcast(Weyl1));
        var (multiplier0, multiplier1) = (TLanes.Broadcast(Multiplier0), TLanes.Broadcast(Multiplier1));
        var (x0, x1, x2, x3) = (word0, word1, word2, word3);
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = TLanes.Multiply(x0, multiplier0);
            var product1 = TLanes.Multiply(x2, multiplier1);
            x0 = TLanes.Xor(TLanes.UpperHalf(product1), x1, key0);
            x2 = TLanes.Xor(TLanes.UpperHalf(product0), x3, key1);
            x1 = product1;
            x3 = product0;
            key0 = TLanes.Add(key0, weyl0);
            key1 = TLanes.Add(key1, weyl1);
        }

        (word0, word1, word2, word3) = (x0, x1, x2, x3);
    }
}
