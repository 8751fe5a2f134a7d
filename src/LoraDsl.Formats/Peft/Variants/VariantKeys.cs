namespace LoraDsl.Formats.Peft;

/// <summary>The keys that the configurations of VeRA, LoHa, LoKr and IA³ have besides ranks, α and modules; each where its method has it.</summary>
public sealed record VariantKeys
{
    /// <summary>Of LoHa and LoKr, the probability with which a row of ΔW is dropped in training.</summary>
    public double RankDropout { get; init; }

    /// <summary>Of LoHa and LoKr, the probability with which a layer runs without its adapter in training.</summary>
    public double ModuleDropout { get; init; }

    /// <summary>Of LoHa and LoKr, whether convolutions are factorized by kernel, channels in and channels out.</summary>
    public bool UseEffectiveConv2d { get; init; }

    /// <summary>Of LoKr, whether the left matrix is a product of low rank as well.</summary>
    public bool DecomposeBoth { get; init; }

    /// <summary>Of LoKr, the size that the left matrix is to have at most; −1 splits near the root.</summary>
    public int DecomposeFactor { get; init; } = -1;

    /// <summary>Of LoKr, whether what rank dropout leaves is rescaled.</summary>
    public bool RankDropoutScale { get; init; }

    /// <summary>Of VeRA, the seed of the random projections.</summary>
    public int ProjectionKey { get; init; }

    /// <summary>Of VeRA, whether the file holds the projections.</summary>
    public bool SaveProjection { get; init; } = true;

    /// <summary>Of VeRA, what λ_d starts with.</summary>
    public double DInitial { get; init; } = 0.1;

    /// <summary>Of IA³, the modules whose input is rescaled instead of their output.</summary>
    public ModuleNames? FeedForwardModules { get; init; }
}
