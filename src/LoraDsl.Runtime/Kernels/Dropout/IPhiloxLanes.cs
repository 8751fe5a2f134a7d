namespace LoraDsl.Kernels.Dropout;

/// <summary>
/// Some words of Philox that are worked on together, each in the lower half of 64 bits, so that a product of two words fits. What lies in an upper
/// half means nothing.
/// </summary>
/// <typeparam name="TVector">What holds them.</typeparam>
internal interface IPhiloxLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>How many words.</summary>
    static abstract int Count { get; }

    static abstract TVector Broadcast(uint word);

    /// <summary>A word and those that follow it.</summary>
    static abstract TVector From(uint first);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Products of 64 bits.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector UpperHalf(TVector products);

    static abstract TVector Xor(TVector first, TVector second, TVector third);

    /// <summary>A bit for each word, whether it is not below the least: those of the first words and of the second ones take turns.</summary>
    static abstract uint AtLeast(TVector first, TVector second, uint least);
}
