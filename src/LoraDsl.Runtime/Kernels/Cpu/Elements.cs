using System.Runtime.CompilerServices;

namespace LoraDsl.Kernels;

/// <summary>Values in memory that are float32, or the bits of bfloat16 as ushort, worked on as float32.</summary>
internal static unsafe class Elements
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TLanes, TVector, TElement>(TElement* source)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged =>
        typeof(TElement) == typeof(float) ? TLanes.Load((float*)source) : TLanes.LoadBFloat16((ushort*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, TVector, TElement>(TElement* target, TVector values)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        if (typeof(TElement) == typeof(float))
            TLanes.Store((float*)target, values);
        else
            TLanes.StoreBFloat16((ushort*)target, values);
    }
}
