namespace LoraDsl;

/// <summary>How adapters are combined.</summary>
/// <param name="Method">The method.</param>
public sealed record CombinationOptions(CombinationMethod Method)
{
    /// <summary>The rank of what methods with singular values give; left out, the greatest of the adapters at the layer.</summary>
    public int? Rank { get; init; }

    /// <summary>The share of values that trimming and dropping keep, above 0 and at most 1: to be given for TIES, DARE and magnitude pruning.</summary>
    public double? Density { get; init; }

    /// <summary>How TIES elects signs.</summary>
    public MajoritySign MajoritySign { get; init; }

    /// <summary>Seed of DARE's dropping.</summary>
    public long Seed { get; init; }

    /// <summary>Whether the method keeps a share of the values.</summary>
    public bool Prunes => Method is not (CombinationMethod.Linear or CombinationMethod.Cat or CombinationMethod.Svd);

    /// <summary>Whether the method ends with the best approximation of a rank.</summary>
    public bool TakesSingularValues => Method is CombinationMethod.Svd or CombinationMethod.TiesSvd or CombinationMethod.DareLinearSvd or CombinationMethod.DareTiesSvd or CombinationMethod.MagnitudePruneSvd;

    /// <summary>Throws unless the options fit the method.</summary>
    /// <exception cref="ArgumentException">One is out of its range, missing, or of no use to the method.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Method))
            throw new ArgumentException($"There is no combination method {(int)Method}.");
        if (!Enum.IsDefined(MajoritySign))
            throw new ArgumentException($"There is no way {(int)MajoritySign} to elect signs.");
        if (Prunes && Density is not (> 0 and <= 1))
            throw new ArgumentException($"{Method} keeps a share of the values: give a density above 0 and at most 1{(Density is null ? "" : FormattableString.Invariant($", not {Density}"))}.");
        if (!Prunes && Density is not null)
            throw new ArgumentException($"{Method} keeps all values: leave the density out.");
        if (Rank is not null && !TakesSingularValues)
            throw new ArgumentException($"{Method} has the rank that follows from the adapters: leave the rank out, or take a method with singular values, such as {CombinationMethod.Svd}.");
        if (Rank < 1)
            throw new ArgumentException(FormattableString.Invariant($"The rank is {Rank}: it is at least 1."));
    }
}
