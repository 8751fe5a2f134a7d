using System.Runtime.CompilerServices;

namespace LoraDsl.Kernels.Dropout;

/// <summary>One word, on every processor.</summary>
internal readonly struct PhiloxLanes1 : IPhiloxLanes<ulong>
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Broadcast(uint word) => word;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong From(uint first) => first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong left, ulong right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong left, ulong right) => (ulong)(uint)left * (uint)right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong UpperHalf(ulong products) => products >>> 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Xor(ulong first, ulong second, ulong third) => first ^ second ^ third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AtLeast(ulong first, ulong second, uint least) => ((uint)first >= least ? 1u : 0) | ((uint)second >= least ? 2u : 0);
}
