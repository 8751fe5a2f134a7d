using System;
using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>The least and greatest total that the adapters of a budget can use.</summary>
/// <param name="MayBeEmpty">Whether it may be that nothing draws on it.</param>
/// <param name="Least">What they need at least, in the budget's unit; a list of children counts as one.</param>
/// <param name="Greatest">What they can take at most, or <see langword="null"/> when that is unknown.</param>
internal readonly record struct BudgetDemand(bool MayBeEmpty, long Least, long? Greatest)
{
    private static readonly Dictionary<string, (long In, long Out)> s_noSizes = [];

    private static BudgetDemand None { get; } = new(true, 0, 0);

    private static BudgetDemand Unknown { get; } = new(false, 0, null);

    /// <summary>The demand of a class's own layers and of the children without a budget of their own.</summary>
    /// <param name="model">The class.</param>
    /// <param name="known">The classes whose adapters are known, by key; what another one needs is not.</param>
    /// <param name="sizes">The sizes of those layers of the class that are known.</param>
    /// <param name="sharing">How the budget is shared out.</param>
    public static BudgetDemand Of(
        AnnotatedClass model,
        IReadOnlyDictionary<string, AnnotatedClass> known,
        IReadOnlyDictionary<string, (long In, long Out)> sizes,
        BudgetOptions sharing) =>
        Of(model, known, sizes, sharing, new HashSet<string>());

    private static BudgetDemand Of(
        AnnotatedClass model,
        IReadOnlyDictionary<string, AnnotatedClass> known,
        IReadOnlyDictionary<string, (long In, long Out)> sizes,
        BudgetOptions sharing,
        HashSet<string> path)
    {
        if (!known.TryGetValue(model.Key, out var seen) || !path.Add(model.Key))
        {
            return Unknown;
        }

        // A derived class may add adapters that draw on the budget, and so may annotated models in containers.
        var sum = seen.IsSealed && !model.HoldsUnseen ? None : Unknown;
        foreach (var layer in model.Layers)
        {
            if (layer.Kind == LayerKind.Unknown)
            {
                sum = sum.Plus(Unknown);
            }
            else if (Shared(layer, model) is { } lora)
            {
                var demand = OfLayer(lora, sizes.TryGetValue(layer.Name, out var size) ? size : null, sharing);
                sum = sum.Plus(layer.IsNullable ? demand with { Least = 0 } : demand);
            }
        }

        foreach (var child in model.Children)
        {
            sum = sum.Plus(OfChild(child));
        }

        path.Remove(model.Key);
        return sum;

        BudgetDemand OfChild(ChildField child)
        {
            if (!known.TryGetValue(child.ClassKey, out var held))
            {
                return Unknown;
            }

            var demand = held.Annotations.Lora is { Budget: not null } ? None : Of(held, known, s_noSizes, sharing, path);
            demand = child.IsNullable ? demand with { Least = 0 } : demand;
            return child.IsList && !demand.MayBeEmpty ? demand with { Greatest = null } : demand;
        }
    }

    /// <summary>The demand of an adapter on the budget that it has for itself or shares.</summary>
    public static BudgetDemand OfLayer(LoraDeclaration lora, (long In, long Out)? size, BudgetOptions sharing)
    {
        var (least, written) = Bounds(lora, sharing);
        var limit = size is { } known ? Math.Min(known.In, known.Out) : (long?)null;
        var greatest = written < limit || limit is null ? written : limit;

        // The runtime limits the least rank to the layer's sizes.
        var ranks = new BudgetDemand(false, greatest < least ? greatest.Value : least, greatest);
        return (sharing.CountsParameters, size) switch
        {
            (false, _) => ranks,
            (true, var (columns, rows)) => new BudgetDemand(false, ranks.Least * (columns + rows), ranks.Greatest * (columns + rows)),
            (true, null) => Unknown,
        };
    }

    private static (long Least, long? Greatest) Bounds(LoraDeclaration lora, BudgetOptions sharing)
    {
        var least = Math.Max(0, lora.MinRank ?? LoraDeclaration.DefaultMinRank);
        // LORA205 reports a greatest rank below the least; the generator ignores it.
        var greatest = lora.MaxRank >= Math.Max(1, least) ? lora.MaxRank : null;
        if (!sharing.IsAdaLora)
        {
            return (least, greatest);
        }

        // An adapter of AdaLoRA keeps at most its initial rank.
        var initial = Math.Max(1, lora.InitialRank ?? LoraDeclaration.DefaultInitialRank);
        return (least, Math.Min(initial, greatest ?? initial));
    }

    private static LoraDeclaration? Shared(LayerField layer, AnnotatedClass model)
    {
        if (!layer.IsAdapted)
        {
            return null;
        }

        var own = layer.Annotations.Declaration;
        return Inheritance.Effective(layer, model.Annotations.Declaration) is LoraDeclaration { IsAdaptive: true } lora
            && (own is null || lora.Budget is null)
                ? lora
                : null;
    }

    private BudgetDemand Plus(BudgetDemand other) =>
        new(MayBeEmpty && other.MayBeEmpty, Least + other.Least, Greatest + other.Greatest);
}
