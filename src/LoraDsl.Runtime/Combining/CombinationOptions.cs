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

    internal bool Prunes => Method is not (CombinationMethod.Linear or CombinationMethod.Cat or CombinationMethod.Svd);

    internal bool TakesSingularValues => Method is CombinationMethod.Svd or CombinationMethod.TiesSvd or CombinationMethod.DareLinearSvd or CombinationMethod.DareTiesSvd or CombinationMethod.MagnitudePruneSvd;

    internal void Require()
    {
        if (!Enum.IsDefined(Method))
            throw new ArgumentOutOfRangeException(nameof(Method), Method, "There is no such method.");
        if (Prunes && Density is not (> 0 and <= 1))
            throw new ArgumentException($"{Method} keeps a share of the values: give a Density above 0 and at most 1{(Density is null ? "" : $", not {Density}")}.");
        if (!Prunes && Density is not null)
            throw new ArgumentException($"{Method} keeps all values: leave Density out.");
        if (Rank is not null && !TakesSingularValues)
            throw new ArgumentException($"{Method} has the rank that follows from the adapters: leave Rank out, or take a method with singular values, such as {CombinationMethod.Svd}.");
        if (Rank < 1)
            throw new ArgumentOutOfRangeException(nameof(Rank), Rank, "A rank is at least 1.");
    }
}
