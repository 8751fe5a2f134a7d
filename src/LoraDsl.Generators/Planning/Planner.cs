using System;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using LoraDsl.Limits;

namespace LoraDsl.Generators.Planning;

/// <summary>
/// Plans generated code from declarations. Invalid values are replaced by valid ones: the analyzer reports them, and missing
/// properties would add further errors.
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
            if (layer.IsAdapted && Inheritance.Effective(layer, model.Annotations.Declaration) is { } declaration)
            {
                adapters.Add(Plan(layer, declaration, model.Annotations));
            }
        }

        return new ClassPlan(
            model.HintName,
            model.Namespace,
            model.Enclosing,
            model.Name,
            model.Header,
            model.IsSealed,
            model.SetProperty,
            ReservedNames.SetField(model.SetProperty),
            model.Base,
            Budget(model.Annotations.Lora),
            new EquatableArray<AdapterPlan>(adapters.ToImmutable()),
            GroupPlanner.Plan(model),
            model.Children,
            model.Layers.Where(static layer => layer is { IsModule: true, IsAdapted: false, Annotations.Whole: true })
                .Select(static layer => new WholePlan(layer.Name, layer.Identifier, layer.IsNullable)).ToEquatableArray(),
            Bias(model.Annotations.Lora),
            model.NamesObsolete);
    }

    public static BiasTraining Bias(LoraDeclaration? lora) => Differing(lora?.Bias) ?? BiasTraining.None;

    private static AdapterPlan Plan(LayerField layer, AdapterDeclaration declaration, Annotations ofClass)
    {
        var source = Source(layer, declaration, ofClass);
        // The input of an Embedding is indices, which cannot be dropped.
        var dropout = layer.Kind != LayerKind.Embedding && declaration.Dropout is { } written && CommonRules.IsDropout(written)
            ? written
            : 0;
        var alpha = declaration.Alpha is { } given && CommonRules.IsAlpha(given) ? given : (double?)null;
        var (settings, kind, scaling) = declaration switch
        {
            LoraDeclaration { Rank: { } rank } lora => Fixed(Math.Max(1, rank), lora.RankStabilized, alpha, dropout, lora.LoraBias is true && layer.Kind != LayerKind.Embedding),
            LoraDeclaration { IsAdaLora: true } lora => Triplets(lora, alpha, dropout, source.IsFromClass),
            LoraDeclaration lora => Adaptive(lora, alpha, dropout, source.IsFromClass),
            DyLoraDeclaration dyLora => Range(dyLora, alpha, dropout),
            VariantDeclaration variant when variant.Adapts(layer.Kind) => (VariantPlanner.Settings(variant), ForwardKind.OfRuntime, 1),
            VariantDeclaration variant => Fixed(Math.Max(1, variant.Rank), null, alpha, 0),
            LorsDeclaration lors when lors.Adapts(layer.Kind) => Sparse(Math.Max(1, lors.Rank), lors, alpha),
            LorsDeclaration lors => Fixed(Math.Max(1, lors.Rank), lors.RankStabilized, alpha, dropout),
            _ => throw new ArgumentOutOfRangeException(nameof(declaration)),
        };
        var ofLora = Variant(declaration, layer.Kind);
        return new AdapterPlan(
            layer.Name,
            layer.Identifier,
            layer.IsNullable,
            layer.PropertyName,
            layer.AdapterTypeName,
            new ShortcutVisibility(Member(layer.Annotations.Accessibility ?? ofClass.Accessibility), layer.Visibility),
            settings,
            Initialization(declaration, layer.Kind),
            new ForwardConfiguration(layer.Kind, kind, scaling, dropout, ofLora.Dora),
            ofLora,
            source);
    }

    private static AdapterSource Source(LayerField layer, AdapterDeclaration effective, Annotations ofClass)
    {
        if (layer.Annotations.Declaration is not { } own)
        {
            return new AdapterSource(ofClass.Text, IsFromClass: true);
        }

        // An Embedding uses neither the dropout of its class nor what the class says of the training of A and B.
        var used = layer.Kind == LayerKind.Embedding
            ? effective with { Dropout = own.Dropout, Variant = own.Variant with { Dora = effective.Variant.Dora } }
            : effective;
        return new AdapterSource(layer.Annotations.Text, IsFromClass: false, used == own ? "" : ofClass.Text);
    }

    private static (AdapterSettings Settings, ForwardKind Kind, double? Scaling) Fixed(
        int rank, bool? rankStabilized, double? alpha, double dropout, bool bias = false)
    {
        var (effective, stabilized, scaling) = Scaling(rank, rankStabilized, alpha);
        return (new FixedRank(rank, effective, dropout, stabilized, bias), ForwardKind.Lora, scaling);
    }

    private static (AdapterSettings Settings, ForwardKind Kind, double? Scaling) Sparse(int rank, LorsDeclaration lors, double? alpha)
    {
        var (effective, stabilized, scaling) = Scaling(rank, lors.RankStabilized, alpha);
        return (
            new SparseRank(rank, effective, stabilized, lors.IsExact),
            lors.IsExact ? ForwardKind.LorsExact : ForwardKind.Lors,
            scaling);
    }

    private static (double Alpha, bool RankStabilized, double Scaling) Scaling(int rank, bool? rankStabilized, double? alpha) =>
        (alpha, rankStabilized) switch
        {
            (null, _) => (rank, false, 1),
            ({ } value, true) => (value, true, value / Math.Sqrt(rank)),
            ({ } value, _) => (value, false, value / rank),
        };

    private static (AdapterSettings Settings, ForwardKind Kind, double? Scaling) Adaptive(
        LoraDeclaration lora, double? alpha, double dropout, bool isFromClass)
    {
        var (minRank, maxRank) = Bounds(lora);
        return (
            new AdaptiveRank(
                minRank,
                maxRank,
                alpha,
                dropout,
                alpha is not null && lora.RankStabilized is true,
                Differing(lora.Schedule),
                OwnBudget(lora, isFromClass)),
            ForwardKind.Lora,
            alpha is null ? 1 : null);
    }

    // AdaLoRA scales by its initial rank, which is a constant; an allocated rank is not.
    private static (AdapterSettings Settings, ForwardKind Kind, double? Scaling) Triplets(
        LoraDeclaration lora, double? alpha, double dropout, bool isFromClass)
    {
        var (minRank, maxRank) = Bounds(lora);
        var initialRank = Math.Max(1, lora.InitialRank ?? LoraDeclaration.DefaultInitialRank);
        var rankStabilized = alpha is not null && lora.RankStabilized is true;
        return (
            new AdaLoraRank(initialRank, minRank, maxRank, alpha, dropout, rankStabilized, OwnBudget(lora, isFromClass)),
            ForwardKind.AdaLora,
            alpha / (rankStabilized ? Math.Sqrt(initialRank) : initialRank) ?? 1);
    }

    public static (int MinRank, int? MaxRank) Bounds(LoraDeclaration lora)
    {
        var minRank = Math.Max(0, lora.MinRank ?? LoraDeclaration.DefaultMinRank);
        return (minRank, lora.MaxRank is { } max && max >= Math.Max(1, minRank) ? max : null);
    }

    // A class's budget is shared by all its adapters, a field's budget is for one adapter.
    private static BudgetPlan? OwnBudget(LoraDeclaration lora, bool isFromClass) => isFromClass ? null : Budget(lora);

    private static (AdapterSettings Settings, ForwardKind Kind, double? Scaling) Range(
        DyLoraDeclaration dyLora, double? alpha, double dropout)
    {
        var minRank = Math.Max(1, dyLora.MinRank);
        var maxRank = Math.Max(minRank, dyLora.MaxRank);
        return (
            new RankRange(minRank, maxRank, alpha ?? maxRank, dropout, dyLora.IsFrozen, dyLora.IsGeometric),
            dyLora.IsFrozen ? ForwardKind.DyLoraFrozen : ForwardKind.DyLora,
            null);
    }

    public static BudgetPlan? Budget(LoraDeclaration? lora) => lora is { Budget: { } amount and > 0, Sharing: var sharing }
        ? new BudgetPlan(
            amount, Differing(sharing.Importance), Differing(sharing.Allocation), Differing(sharing.Rounding), Differing(sharing.Unit))
        : null;

    private static InitializationPlan? Initialization(AdapterDeclaration declaration, LayerKind kind) =>
        Differing(declaration.Init) is { } init && Initializations.Fit(init, declaration, kind)
            ? new InitializationPlan(init, Initializations.ChangesModel(init) && declaration is not LoraDeclaration { Compensate: false })
            : null;

    /// <summary>The variants that a layer can follow.</summary>
    public static LoraVariantPlan Variant(AdapterDeclaration declaration, LayerKind kind)
    {
        if (declaration is LoraDeclaration { IsAdaLora: true } or LorsDeclaration or VariantDeclaration)
        {
            return LoraVariantPlan.None;
        }

        var (dora, ratio, freezeA) = declaration.Variant;
        var trainsAlike = kind == LayerKind.Embedding;
        return new LoraVariantPlan(
            dora is true,
            ratio is { } written && !trainsAlike && freezeA is not true && OptionLimits.IsLearningRateRatio(written) ? written : null,
            freezeA is true && !trainsAlike);
    }

    private static T? Member<T>(T? option)
        where T : struct, Enum =>
        option is { } value && value.IsMember() ? value : null;

    // 0 is the default of every enum of the attributes. A number that is no member is replaced by it.
    private static T? Differing<T>(T? option)
        where T : struct, Enum =>
        option is { } value && value.IsMember() && !value.Equals(default(T)) ? value : null;
}
