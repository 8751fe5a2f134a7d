using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Emission;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Validation;

namespace LoraDsl.Generators.Planning;

/// <summary>Plans the entries of a recipe: their names, and which of their options are values that may be given when it is attached.</summary>
internal static class EntryPlanner
{
    // Members of every record, and the budget, which belongs to the recipe.
    private static readonly string[] s_taken =
        ["Budget", "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers", "ReferenceEquals", "ToString", "Values"];

    public static EquatableArray<EntryPlan> Plan(IReadOnlyList<RecipeEntry> entries)
    {
        var names = new HashSet<string>(s_taken, StringComparer.Ordinal);
        var plans = ImmutableArray.CreateBuilder<EntryPlan>();
        foreach (var entry in entries)
        {
            var name = Unique(NameOf(entry), names);
            var (method, values, options) = Options(entry.Declaration!);
            plans.Add(new EntryPlan(
                entry.Text,
                method,
                entries.Count == 1 ? "" : name,
                $"{char.ToLowerInvariant(name[0])}{name.Substring(1)}Options",
                values.ToEquatableArray(),
                options.ToEquatableArray()));
        }

        return new EquatableArray<EntryPlan>(plans.ToImmutable());
    }

    /// <summary>The class of an entry's adapters.</summary>
    public static string AdapterTypeOf(RecipeEntry entry) => EntryPlan.AdapterTypeOf(MethodOf(entry.Declaration!));

    // The layers' name where there is one or two of them, else the method's.
    private static string NameOf(RecipeEntry entry)
    {
        var stems = (entry.Layers.Targets ?? EquatableArray<string>.Empty)
            .Select(static path => path.Split('.').LastOrDefault(static segment => segment.Length > 0 && segment.All(static letter => char.IsLetterOrDigit(letter) || letter == '_') && !char.IsDigit(segment[0])))
            .Distinct()
            .ToList();
        return stems.Count is 1 or 2 && stems.All(static stem => stem is not null)
            ? string.Join("And", stems.Select(static stem => PropertyStem.Of(stem!)))
            : MethodOf(entry.Declaration!);
    }

    private static string Unique(string stem, HashSet<string> names)
    {
        var name = stem;
        for (var i = 2; !names.Add(name); i++)
        {
            name = FormattableString.Invariant($"{stem}{i}");
        }

        return name;
    }

    private static string MethodOf(AdapterDeclaration declaration) => declaration switch
    {
        LoraDeclaration { IsAdaLora: true } => "AdaLora",
        LoraDeclaration { IsAdaptive: true } => "Adaptive",
        LoraDeclaration => "Lora",
        DyLoraDeclaration => "DyLora",
        VariantDeclaration variant => variant.Method.ToString(),
        _ => "Lors",
    };

    private static (string Method, IEnumerable<ValuePlan> Values, IEnumerable<string> Fixed) Options(AdapterDeclaration declaration) => (
        MethodOf(declaration),
        declaration switch
        {
            LoraDeclaration { IsAdaptive: true } lora => [.. AdaptiveBounds(lora), Alpha(lora), Dropout(lora), .. Ratio(lora)],
            LoraDeclaration lora => [Rank(lora.Rank!.Value), Alpha(lora), Dropout(lora), .. Ratio(lora)],
            DyLoraDeclaration dyLora => [.. Range(dyLora), Alpha(dyLora), Dropout(dyLora), .. Ratio(dyLora)],
            LorsDeclaration lors => [Rank(lors.Rank), Alpha(lors)],
            VariantDeclaration { HasRank: true } variant => [Rank(variant.Rank), .. VariantPlanner.Values(variant)],
            VariantDeclaration => [],
            _ => throw new ArgumentOutOfRangeException(nameof(declaration)),
        },
        declaration switch
        {
            LoraDeclaration { IsAdaLora: true } lora => Stabilized(lora.RankStabilized),
            LoraDeclaration lora =>
            [
                .. Stabilized(lora.RankStabilized),
                .. lora is { IsAdaptive: false, LoraBias: true } ? new[] { "Bias = true" } : [],
                .. Enum("Schedule", lora.IsAdaptive ? lora.Schedule : null),
                .. Initialization(lora),
                .. Variant(lora),
            ],
            DyLoraDeclaration dyLora => [.. Enum("Mode", dyLora.Mode), .. Enum("Sampling", dyLora.Sampling), .. Initialization(dyLora), .. Variant(dyLora)],
            VariantDeclaration variant => VariantPlanner.Fixed(variant),
            LorsDeclaration lors => [.. Stabilized(lors.RankStabilized), .. Enum("Mode", lors.Mode), .. Initialization(lors)],
            _ => throw new ArgumentOutOfRangeException(nameof(declaration)),
        });

    private static ValuePlan Rank(int rank) => new("int", "Rank", Literals.Of(Math.Max(1, rank)), "The rank, at least 1.", true);

    private static IEnumerable<ValuePlan> AdaptiveBounds(LoraDeclaration lora)
    {
        var (minRank, maxRank) = Planner.Bounds(lora);
        if (lora.IsAdaLora)
        {
            var initial = Math.Max(1, lora.InitialRank ?? Math.Min(LoraDeclaration.DefaultInitialRank, maxRank ?? LoraDeclaration.DefaultInitialRank));
            yield return new ValuePlan("int", "InitialRank", Literals.Of(initial), "The rank that training starts with, at least 1.", false);
        }

        yield return new ValuePlan("int", "MinRank", Literals.Of(minRank), "The least rank; 0 lets an adapter vanish.", false);
        yield return new ValuePlan(
            "int?", "MaxRank", maxRank is { } written ? Literals.Of(written) : "", "The greatest rank, or <see langword=\"null\"/> for what the layer's sizes allow.", false);
    }

    private static IEnumerable<ValuePlan> Range(DyLoraDeclaration dyLora)
    {
        var minRank = Math.Max(1, dyLora.MinRank);
        yield return new ValuePlan("int", "MinRank", Literals.Of(minRank), "The least rank of the range, at least 1.", true);
        yield return new ValuePlan("int", "MaxRank", Literals.Of(Math.Max(minRank, dyLora.MaxRank)), "The greatest rank of the range.", true);
    }

    private static ValuePlan Alpha(AdapterDeclaration declaration) => new(
        "double?",
        "Alpha",
        declaration.Alpha is { } alpha && CommonRules.IsAlpha(alpha) ? Literals.Of(alpha) : "",
        declaration is DyLoraDeclaration
            ? "α of the scaling α/b at rank b, or <see langword=\"null\"/> for the greatest rank."
            : "α of the scaling, or <see langword=\"null\"/> for a scaling of 1.",
        false);

    private static ValuePlan Dropout(AdapterDeclaration declaration) => new(
        "double",
        "Dropout",
        declaration.Dropout is { } dropout && dropout != 0 && CommonRules.IsDropout(dropout) ? Literals.Of(dropout) : "",
        "The probability, at least 0 and below 1, of dropping an element of an adapter's input in training.",
        false);

    // AdaLoRA's factors take one rate, and a frozen A has none.
    private static IEnumerable<ValuePlan> Ratio(AdapterDeclaration declaration)
    {
        if (declaration is not LoraDeclaration { IsAdaLora: true } && declaration.Variant.FreezeA is not true)
        {
            var ratio = Planner.Variant(declaration, LayerKind.Linear).LearningRateRatio;
            yield return new ValuePlan(
                "double?", "LearningRateRatio", ratio is { } written ? Literals.Of(written) : "", "B's learning rate over A's (LoRA+), or <see langword=\"null\"/> for one rate.", false);
        }
    }

    private static IEnumerable<string> Variant(AdapterDeclaration declaration)
    {
        var variant = Planner.Variant(declaration, LayerKind.Linear);
        return [.. variant.Dora ? new[] { "Dora = true" } : [], .. variant.FreezeA ? new[] { "FreezeA = true" } : []];
    }

    private static IEnumerable<string> Stabilized(bool? isStabilized) => isStabilized is true ? ["RankStabilized = true"] : [];

    // 0 is the default of every enum of the attributes.
    private static IEnumerable<string> Enum<T>(string option, T? value)
        where T : struct, Enum =>
        value is { } member && member.IsMember() && !member.Equals(default(T)) ? [$"{option} = {Literals.Of(member)}"] : [];

    private static IEnumerable<string> Initialization(AdapterDeclaration declaration) =>
        declaration.Init is { } init && Initializations.FitMethod(init, declaration)
            ? [.. Enum("Initialization", declaration.Init), .. Initializations.ChangesModel(init) && declaration is LoraDeclaration { Compensate: false } ? new[] { "Compensate = false" } : []]
            : [];
}
