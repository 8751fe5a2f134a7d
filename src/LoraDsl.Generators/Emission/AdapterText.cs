using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Adapters in words, and as arguments of their constructors.</summary>
internal static class AdapterText
{
    /// <summary>One sentence about rank, α and scaling, for an XML documentation comment.</summary>
    public static string Describe(AdapterPlan adapter)
    {
        var layer = adapter.Forward.Layer;
        var text = adapter.Settings switch
        {
            FixedRank settings => $"LoRA of rank {Literals.Of(settings.Rank)}, α {Literals.Of(settings.Alpha)}, {Scaling(settings.RankStabilized, adapter.Forward)}, {LayerText.Parameters(layer, Literals.Of(settings.Rank))}{(settings.Bias ? " and a bias on B" : "")}",
            AdaptiveRank settings => $"LoRA of a rank that is measured ({Bounds(settings)}){Schedule(settings)}, {AdaptiveScaling(settings)}, {LayerText.Parameters(layer, "rank")}",
            AdaLoraRank settings => $"AdaLoRA of {Literals.Of(settings.InitialRank)} triplets, of which training masks some ({Bounds(settings)}), {TripletScaling(settings, adapter.Forward)}, {LayerText.Parameters(layer, "rank")} and rank values of Λ",
            RankRange settings => $"DyLoRA of ranks {Literals.Of(settings.MinRank)} to {Literals.Of(settings.MaxRank)}, α {Literals.Of(settings.Alpha)}, scaling α/rank{(settings.Frozen ? ", a step trains the last rank only" : "")}{(settings.Geometric ? ", each rank drawn half as often as the one below" : "")}, {LayerText.Parameters(layer, Literals.Of(settings.MaxRank))}",
            SparseRank settings => $"LoRS of rank {Literals.Of(settings.Rank)}, α {Literals.Of(settings.Alpha)}, {Scaling(settings.RankStabilized, adapter.Forward)}{(settings.Exact ? ", exact gradient" : "")}, {LayerText.Parameters(layer, Literals.Of(settings.Rank))}",
            VariantSettings settings => VariantText.Describe(settings),
            _ => "",
        };
        var dropout = adapter.Settings.Dropout == 0 ? "" : $", dropout {Literals.Of(adapter.Settings.Dropout)}";
        return text + dropout + LoraVariantText.Describe(adapter.Variant) + InitializationText.Describe(adapter.Initialization);
    }

    /// <summary>The attribute, and where it stands.</summary>
    public static string Origin(AdapterPlan adapter)
    {
        var source = adapter.Source;
        var place = $"<c>{Literals.Xml(source.Attribute)}</c> on the {(source.IsFromClass ? "class" : "field")}";
        return source.Completion.Length == 0 ? place : $"{place}, with options of <c>{Literals.Xml(source.Completion)}</c> on the class";
    }

    /// <summary>The base constructor's arguments after the layer.</summary>
    public static string Arguments(AdapterSettings settings) => settings switch
    {
        FixedRank lora =>
            $", rank: {Literals.Of(lora.Rank)}, alpha: {Literals.Of(lora.Alpha)}{Dropout(lora)}{(lora.RankStabilized ? ", rankStabilized: true" : "")}{(lora.Bias ? ", bias: true" : "")}",
        AdaptiveRank lora =>
            Shared(lora) + (lora.Schedule is { } schedule ? $", schedule: {Literals.Of(schedule)}" : "") + BudgetText.Argument(lora.Budget),
        AdaLoraRank lora => $", initialRank: {Literals.Of(lora.InitialRank)}{Shared(lora)}{BudgetText.Argument(lora.Budget)}",
        RankRange dyLora =>
            $", minRank: {Literals.Of(dyLora.MinRank)}, maxRank: {Literals.Of(dyLora.MaxRank)}, alpha: {Literals.Of(dyLora.Alpha)}{Dropout(dyLora)}"
            + (dyLora.Frozen ? ", mode: global::LoraDsl.DyLoraMode.Frozen" : "")
            + (dyLora.Geometric ? ", sampling: global::LoraDsl.DyLoraSampling.Geometric" : ""),
        SparseRank lors =>
            $", rank: {Literals.Of(lors.Rank)}, alpha: {Literals.Of(lors.Alpha)}"
            + (lors.RankStabilized ? ", rankStabilized: true" : "")
            + (lors.Exact ? ", mode: global::LoraDsl.LorsMode.Exact" : ""),
        VariantSettings variant => VariantText.Argument(variant),
        _ => "",
    };

    public static string BaseType(AdapterPlan adapter)
    {
        if (adapter.Settings is VariantSettings variant)
        {
            return $"global::LoraDsl.Methods.{variant.Method}Adapter";
        }

        var method = adapter.Settings switch
        {
            FixedRank => "Lora",
            AdaptiveRank => "AdaptiveLora",
            AdaLoraRank => "AdaLora",
            SparseRank => "Lors",
            _ => "DyLora",
        };
        return $"global::LoraDsl.Methods.{method}Adapter<{LayerText.Type(adapter.Forward.Layer)}>";
    }

    /// <summary>The type of the adapter's property: an optional layer has an optional adapter.</summary>
    public static string PropertyType(AdapterPlan adapter) => adapter.TypeName + (adapter.IsNullable ? "?" : "");

    private static string Shared(SharedRank lora) =>
        (lora.MinRank == 1 ? "" : $", minRank: {Literals.Of(lora.MinRank)}")
        + (lora.MaxRank is { } maxRank ? $", maxRank: {Literals.Of(maxRank)}" : "")
        + (lora.Alpha is { } alpha ? $", alpha: {Literals.Of(alpha)}" : "")
        + Dropout(lora)
        + (lora.RankStabilized ? ", rankStabilized: true" : "");

    private static string Dropout(AdapterSettings settings) =>
        settings.Dropout == 0 ? "" : $", dropout: {Literals.Of(settings.Dropout)}";

    private static string Scaling(bool rankStabilized, ForwardConfiguration forward) =>
        $"scaling {Literals.Of(forward.Scaling ?? 1)}{(rankStabilized ? " (α/√rank)" : "")}";

    private static string AdaptiveScaling(AdaptiveRank settings) => settings.Alpha is { } alpha
        ? $"α {Literals.Of(alpha)}, scaling {(settings.RankStabilized ? "α/√rank" : "α/rank")}"
        : "scaling 1";

    private static string TripletScaling(AdaLoraRank settings, ForwardConfiguration forward) =>
        $"scaling {Literals.Of(forward.Scaling ?? 1)}{(settings.RankStabilized ? " (α/√initial rank)" : "")}";

    private static string Bounds(SharedRank settings)
    {
        var bounds = settings.MaxRank is { } maxRank
            ? $"from {Literals.Of(settings.MinRank)} to {Literals.Of(maxRank)}"
            : $"at least {Literals.Of(settings.MinRank)}";
        return settings.Budget is { } budget ? $"{bounds}, budget {BudgetText.Describe(budget)}" : bounds;
    }

    private static string Schedule(AdaptiveRank settings) =>
        settings.Schedule is { } schedule ? $" and moves while training (schedule {schedule})" : "";
}
