using System.Runtime.CompilerServices;

namespace LoraDsl.Kernels.Cpu;

/// <summary>What becomes of a weight's value and its change.</summary>
internal interface IMergeRule
{
    static abstract TVector Combine<TLanes, TVector>(TVector weight, TVector change)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged;
}

/// <summary>W + s·B·A.</summary>
internal readonly struct WholeMerge : IMergeRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TLanes, TVector>(TVector weight, TVector change)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged =>
        TLanes.Add(weight, change);
}

/// <summary>(W + s·B·A) ⊙ (W ≠ 0).</summary>
internal readonly struct MaskedMergeRule : IMergeRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TLanes, TVector>(TVector weight, TVector change)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged =>
        TLanes.AddMasked(weight, change);
}
