namespace LoraDsl.Generators.Model;

/// <summary>A <c>[Vera(…)]</c>, <c>[LoHa(…)]</c>, <c>[LoKr(…)]</c> or <c>[Ia3]</c> as it was written.</summary>
/// <param name="Method">Which of them.</param>
/// <param name="Rank">The rank; 1 of IA³.</param>
/// <param name="Alpha">α, or <see langword="null"/> when it was left out.</param>
/// <param name="Dropout">The dropout probability, or <see langword="null"/> when it was left out.</param>
/// <param name="Options">The options of single methods.</param>
/// <param name="Layers">Which layers of a class it is about.</param>
internal sealed record VariantDeclaration(
    VariantMethod Method, int Rank, double? Alpha, double? Dropout, VariantOptions Options, LayerSelection Layers)
    : AdapterDeclaration(Alpha, Dropout, Init: null, Layers)
{
    /// <summary>Whether it has a rank.</summary>
    public bool HasRank => Method != VariantMethod.Ia3;

    /// <summary>The method as people write it.</summary>
    public string MethodText => Method switch
    {
        VariantMethod.Vera => "VeRA",
        VariantMethod.Ia3 => "IA³",
        _ => Method.ToString(),
    };

    /// <summary>VeRA's projections are for matrices, and none of the methods has a product to change where rows are looked up.</summary>
    public override bool Adapts(LayerKind kind) => kind == LayerKind.Linear || (kind == LayerKind.Conv2d && Method != VariantMethod.Vera);
}

/// <summary>The options of single methods, each <see langword="null"/> when it was left out.</summary>
/// <param name="DInitial">What VeRA's λ_d starts with.</param>
/// <param name="Seed">The seed of VeRA's projections.</param>
/// <param name="SaveProjection">Whether files hold VeRA's projections.</param>
/// <param name="RankDropout">The probability with which a row of ΔW is dropped.</param>
/// <param name="RankDropoutScale">Whether what LoKr's rank dropout leaves is rescaled.</param>
/// <param name="ModuleDropout">The probability with which a pass runs without the adapter.</param>
/// <param name="UseEffectiveConv2d">Whether kernels are factorized by their dimensions.</param>
/// <param name="DecomposeBoth">Whether LoKr's left matrix is a product as well.</param>
/// <param name="DecomposeFactor">The greatest size of LoKr's left matrix.</param>
/// <param name="FeedForward">Whether IA³ rescales the input.</param>
internal sealed record VariantOptions(
    double? DInitial,
    int? Seed,
    bool? SaveProjection,
    double? RankDropout,
    bool? RankDropoutScale,
    double? ModuleDropout,
    bool? UseEffectiveConv2d,
    bool? DecomposeBoth,
    int? DecomposeFactor,
    bool? FeedForward)
{
    /// <summary>These options, with those that are left out taken from others.</summary>
    public VariantOptions Over(VariantOptions outer) => new(
        DInitial ?? outer.DInitial,
        Seed ?? outer.Seed,
        SaveProjection ?? outer.SaveProjection,
        RankDropout ?? outer.RankDropout,
        RankDropoutScale ?? outer.RankDropoutScale,
        ModuleDropout ?? outer.ModuleDropout,
        UseEffectiveConv2d ?? outer.UseEffectiveConv2d,
        DecomposeBoth ?? outer.DecomposeBoth,
        DecomposeFactor ?? outer.DecomposeFactor,
        FeedForward ?? outer.FeedForward);
}
