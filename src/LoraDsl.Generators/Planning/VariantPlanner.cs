using System;
using System.Collections.Generic;
using LoraDsl.Generators.Emission;
using LoraDsl.Generators.Model;
using LoraDsl.Limits;

namespace LoraDsl.Generators.Planning;

/// <summary>Plans the options of VeRA, LoHa, LoKr and IA³: those that are valid and were written.</summary>
internal static class VariantPlanner
{
    /// <summary>The settings of an adapter.</summary>
    public static VariantSettings Settings(VariantDeclaration declaration)
    {
        var options = new List<string>();
        foreach (var value in Values(declaration))
        {
            // What the attribute leaves out is the runtime's default.
            if (value.Default.Length > 0 && !(value.Name == "DInitial" && declaration.Options.DInitial is null))
            {
                options.Add($"{value.Name} = {value.Default}");
            }
        }

        options.AddRange(Fixed(declaration));
        return new VariantSettings(declaration.Method, declaration.HasRank ? Math.Max(1, declaration.Rank) : null, options.ToEquatableArray());
    }

    /// <summary>The numbers besides the rank, which a recipe may be given when it is attached.</summary>
    public static IEnumerable<ValuePlan> Values(VariantDeclaration declaration)
    {
        var options = declaration.Options;
        if (declaration.Method == VariantMethod.Vera)
        {
            yield return Probability("Dropout", declaration.Dropout, "of dropping an element of an adapter's input in training");
            yield return new ValuePlan(
                "double",
                "DInitial",
                Literals.Of(options.DInitial is { } initial && OptionLimits.IsDInitial(initial) ? initial : 0.1),
                "What each value of λ_d starts with; not 0.",
                false);
            yield return new ValuePlan("int", "Seed", options.Seed is { } seed and not 0 ? Literals.Of(seed) : "", "The seed of the random projections.", false);
        }
        else if (declaration.Method != VariantMethod.Ia3)
        {
            yield return new ValuePlan(
                "double?",
                "Alpha",
                declaration.Alpha is { } alpha && OptionLimits.IsAlpha(alpha) ? Literals.Of(alpha) : "",
                "α of the scaling, or <see langword=\"null\"/> for a scaling of 1.",
                false);
            yield return Probability("RankDropout", options.RankDropout, "with which a row of ΔW is dropped in a training pass");
            yield return Probability("ModuleDropout", options.ModuleDropout, "with which a training pass runs without the adapter");
        }
    }

    /// <summary>The options that may not, as assignments of an initializer.</summary>
    public static IEnumerable<string> Fixed(VariantDeclaration declaration)
    {
        var options = declaration.Options;
        foreach (var (name, value, usual) in new[]
        {
            ("SaveProjection", options.SaveProjection, true),
            ("UseEffectiveConv2d", options.UseEffectiveConv2d, false),
            ("DecomposeBoth", options.DecomposeBoth, false),
            ("RankDropoutScale", options.RankDropoutScale, false),
            ("FeedForward", options.FeedForward, false),
        })
        {
            if (value is { } written && written != usual)
            {
                yield return $"{name} = {(written ? "true" : "false")}";
            }
        }

        if (options.DecomposeFactor is { } factor and not -1 && OptionLimits.IsDecomposeFactor(factor))
        {
            yield return $"DecomposeFactor = {Literals.Of(factor)}";
        }
    }

    private static ValuePlan Probability(string name, double? value, string what) => new(
        "double",
        name,
        value is { } written && written != 0 && OptionLimits.IsDropout(written) ? Literals.Of(written) : "",
        $"The probability, at least 0 and below 1, {what}.",
        false);
}
