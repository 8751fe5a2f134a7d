using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LoraDsl.Kernels.Cpu;

namespace LoraDsl.Kernels.Dropout;

/// <summary>Rows of which a part is kept, by the bits of <see cref="KeepBits"/>.</summary>
internal static unsafe class DropTile
{
    /// <summary>target = source where it is kept, else 0.</summary>
    /// <param name="source">A row.</param>
    /// <param name="target">Room for it.</param>
    /// <param name="columns">Its values.</param>
    /// <param name="bits">Its bits.</param>
    public static void Keep<TElement>(TElement* source, float* target, nint columns, uint* bits)
        where TElement : unmanaged
    {
        if (Avx512BW.IsSupported)
            Keep<Lanes512, Vector512<float>, TElement>(source, target, columns, bits);
        else if (Avx2.IsSupported)
            Keep<Lanes256, Vector256<float>, TElement>(source, target, columns, bits);
        else
            Keep<Lanes128, Vector128<float>, TElement>(source, target, columns, bits);
    }

    /// <summary>target += change where it is kept.</summary>
    /// <param name="change">A row.</param>
    /// <param name="target">What it is added to.</param>
    /// <param name="columns">Its values.</param>
    /// <param name="bits">Its bits.</param>
    public static void AddKept<TElement>(float* change, TElement* target, nint columns, uint* bits)
        where TElement : unmanaged
    {
        if (Avx512BW.IsSupported)
            AddKept<Lanes512, Vector512<float>, TElement>(change, target, columns, bits);
        else if (Avx2.IsSupported)
            AddKept<Lanes256, Vector256<float>, TElement>(change, target, columns, bits);
        else
            AddKept<Lanes128, Vector128<float>, TElement>(change, target, columns, bits);
    }

    /// <inheritdoc cref="Keep{TElement}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Keep<TLanes, TVector, TElement>(TElement* source, float* target, nint columns, uint* bits)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        nint column = 0;
        for (; column <= columns - TLanes.Count; column += TLanes.Count)
            TLanes.Store(target + column, TLanes.Select(At(bits, column), Elements.Load<TLanes, TVector, TElement>(source + column)));
        for (; column < columns; column++)
            target[column] = Lanes1.Select(At(bits, column), Elements.Load<Lanes1, float, TElement>(source + column));
    }

    /// <inheritdoc cref="AddKept{TElement}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddKept<TLanes, TVector, TElement>(float* change, TElement* target, nint columns, uint* bits)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        nint column = 0;
        for (; column <= columns - TLanes.Count; column += TLanes.Count)
            AddKept<TLanes, TVector, TElement>(change + column, target + column, At(bits, column));
        for (; column < columns; column++)
            AddKept<Lanes1, float, TElement>(change + column, target + column, At(bits, column));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddKept<TLanes, TVector, TElement>(float* change, TElement* target, uint bits)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        var kept = TLanes.Select(bits, TLanes.Load(change));
        Elements.Store<TLanes, TVector, TElement>(
            target, TLanes.MultiplyAdd(TLanes.Broadcast(1), kept, Elements.Load<TLanes, TVector, TElement>(target)));
    }

    // Vectors start at multiples of their width, which divides a group.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint At(uint* bits, nint column) => bits[column / KeepBits.Columns] >>> (int)(column % KeepBits.Columns);
}
