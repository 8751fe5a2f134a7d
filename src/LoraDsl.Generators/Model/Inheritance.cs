namespace LoraDsl.Generators.Model;

/// <summary>A field's attribute takes the options that it leaves out from its class's attribute of the same kind.</summary>
internal static class Inheritance
{
    /// <summary>The declaration that a layer follows, or <see langword="null"/> when it is not adapted.</summary>
    public static AdapterDeclaration? Effective(LayerField layer, AdapterDeclaration? ofClass) =>
        layer.Annotations.Declaration is { } own ? Complete(own, ofClass) : ofClass;

    /// <summary>A field's declaration, with the options that it leaves out taken from its class's.</summary>
    public static AdapterDeclaration Complete(AdapterDeclaration own, AdapterDeclaration? ofClass) => (own, ofClass) switch
    {
        (LoraDeclaration lora, LoraDeclaration outer) => Complete(lora, outer),
        (DyLoraDeclaration dyLora, DyLoraDeclaration outer) => dyLora with
        {
            Alpha = dyLora.Alpha ?? outer.Alpha,
            Dropout = dyLora.Dropout ?? outer.Dropout,
            Mode = dyLora.Mode ?? outer.Mode,
            Sampling = dyLora.Sampling ?? outer.Sampling,
            Init = dyLora.Init ?? outer.Init,
            Variant = dyLora.Variant.Over(outer.Variant),
        },
        (LorsDeclaration lors, LorsDeclaration outer) => lors with
        {
            Alpha = lors.Alpha ?? outer.Alpha,
            RankStabilized = lors.RankStabilized ?? outer.RankStabilized,
            Mode = lors.Mode ?? outer.Mode,
            Init = lors.Init ?? outer.Init,
        },
        (VariantDeclaration variant, VariantDeclaration outer) when variant.Method == outer.Method => variant with
        {
            Alpha = variant.Alpha ?? outer.Alpha,
            Dropout = variant.Dropout ?? outer.Dropout,
            Options = variant.Options.Over(outer.Options),
        },
        _ => own,
    };

    private static LoraDeclaration Complete(LoraDeclaration lora, LoraDeclaration outer) => lora with
    {
        Alpha = lora.Alpha ?? outer.Alpha,
        Dropout = lora.Dropout ?? outer.Dropout,
        RankStabilized = lora.RankStabilized ?? outer.RankStabilized,
        Init = lora.Init ?? outer.Init,
        Compensate = lora.Compensate ?? outer.Compensate,
        Variant = lora.Variant.Over(outer.Variant),
        LoraBias = lora.IsAdaptive ? lora.LoraBias : lora.LoraBias ?? outer.LoraBias,

        // A fixed rank has no bounds and does not move.
        MinRank = lora.IsAdaptive ? lora.MinRank ?? outer.MinRank : lora.MinRank,
        MaxRank = lora.IsAdaptive ? lora.MaxRank ?? outer.MaxRank : lora.MaxRank,
        InitialRank = lora.IsAdaptive ? lora.InitialRank ?? outer.InitialRank : lora.InitialRank,
        Schedule = lora.IsAdaptive ? lora.Schedule ?? outer.Schedule : lora.Schedule,

        // The options of sharing belong to the budget: a field that draws on its class's budget uses the class's options.
        Sharing = lora is { IsAdaptive: true, Budget: null } ? lora.Sharing.Over(outer.Sharing) : lora.Sharing,
    };
}
