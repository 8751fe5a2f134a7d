namespace LoraDsl.Kernels;

/// <summary>Some float32 values that are worked on together.</summary>
/// <typeparam name="TVector">What holds them.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>How many values.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(float* target, TVector values);

    static abstract TVector LoadBFloat16(ushort* source);

    /// <summary>Rounds to the nearest bfloat16, ties to even; NaN to libtorch's NaN.</summary>
    static abstract void StoreBFloat16(ushort* target, TVector values);

    static abstract TVector Broadcast(float value);

    /// <summary>left·right + sum, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector sum);

    /// <summary>weight + change where weight is not zero, else 0.</summary>
    static abstract TVector AddMasked(TVector weight, TVector change);
}
