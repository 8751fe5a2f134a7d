using System;
using System.Collections.Immutable;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Validation;

namespace LoraDsl.Generators.Planning;

/// <summary>
/// From what was written to what is generated. What breaks a rule is replaced by the nearest valid thing: the analyzer has
/// reported it, and a property that was missing as well would only bury that under errors of its own.
/// </summary>
internal static class Planner
{
    /// <summary>The plan of a class, or <see langword="null"/> for one that nothing can be generated for.</summary>
    public static ClassPlan? Plan(AnnotatedClass model)
    {
        if (model.Refusal is not null || !model.IsModule || model.TakenName is not null)
        {
            return null;
        }

        var adapters = ImmutableArray.CreateBuilder<AdapterPlan>();
        foreach (var layer in model.Layers)
        {
            if (layer.PropertyName.Length > 0 && (layer.Annotations.Declaration ?? model.Annotations.Declaration) is { } declaration)
            {
                adapters.Add(Plan(layer, declaration));
            }
        }

        return new ClassPlan(
            model.HintName,
            model.Namespace,
            model.Enclosing,
            model.Name,
            model.Header,
            Positive(model.Annotations.Lora?.Budget),
            new EquatableArray<AdapterPlan>(adapters.ToImmutable()),
            model.Children);
    }

    private static AdapterPlan Plan(LayerField layer, AdapterDeclaration declaration)
    {
        var isFromClass = layer.Annotations.Declaration is null;
        var dropout = CommonRules.IsDropout(declaration.Dropout) ? declaration.Dropout : 0;
        var alpha = declaration.Alpha is { } given && CommonRules.IsAlpha(given) ? given : (double?)null;
        var (settings, forward) = declaration switch
        {
            LoraDeclaration { Rank: { } rank } lora => Fixed(Math.Max(1, rank), lora, alpha, dropout),
            LoraDeclaration lora => Adaptive(lora, alpha, dropout, isFromClass),
            DyLoraDeclaration dyLora => Range(dyLora, alpha, dropout),
            _ => throw new ArgumentOutOfRangeException(nameof(declaration)),
        };
        return new AdapterPlan(
            layer.Name,
            layer.Identifier,
            layer.IsNullable,
            layer.PropertyName,
            layer.AdapterTypeName,
            settings,
            forward,
            AttributeText.Of(declaration),
            isFromClass);
    }

    private static (AdapterSettings, ForwardConfiguration) Fixed(int rank, LoraDeclaration lora, double? alpha, double dropout)
    {
        if (alpha is not { } value)
        {
            return (new FixedRank(rank, rank, dropout, RankStabilized: false), new ForwardConfiguration(ForwardKind.Lora, 1, dropout));
        }

        var scaling = value / (lora.RankStabilized ? Math.Sqrt(rank) : rank);
        return (
            new FixedRank(rank, value, dropout, lora.RankStabilized),
            new ForwardConfiguration(ForwardKind.Lora, scaling, dropout));
    }

    private static (AdapterSettings, ForwardConfiguration) Adaptive(
        LoraDeclaration lora, double? alpha, double dropout, bool isFromClass)
    {
        var minRank = Math.Max(0, lora.MinRank ?? LoraDeclaration.DefaultMinRank);
        var maxRank = lora.MaxRank is { } max && max >= Math.Max(1, minRank) ? max : (int?)null;

        // A class's budget is shared by its adapters; a field's belongs to its adapter alone.
        var budget = isFromClass ? null : Positive(lora.Budget);
        return (
            new AdaptiveRank(minRank, maxRank, alpha, dropout, alpha is not null && lora.RankStabilized, budget),
            new ForwardConfiguration(ForwardKind.Lora, alpha is null ? 1 : null, dropout));
    }

    private static (AdapterSettings, ForwardConfiguration) Range(DyLoraDeclaration dyLora, double? alpha, double dropout)
    {
        var minRank = Math.Max(1, dyLora.MinRank);
        var maxRank = Math.Max(minRank, dyLora.MaxRank);
        var kind = dyLora.Frozen ? ForwardKind.DyLoraFrozen : ForwardKind.DyLora;
        return (
            new RankRange(minRank, maxRank, alpha ?? maxRank, dropout, dyLora.Frozen),
            new ForwardConfiguration(kind, null, dropout));
    }

    private static int? Positive(int? budget) => budget is > 0 ? budget : null;
}
