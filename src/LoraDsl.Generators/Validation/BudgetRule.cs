using System;
using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>
/// LORA202: an adaptive rank must have a budget to draw on: its field's own, its class's, or that of a class that holds its
/// class, directly or through others; a base class and a class that derives from it have their budget in common. Where it may be held by
/// what is not seen here, the runtime asks for the budget.
/// </summary>
internal static class BudgetRule
{
    /// <summary>The findings, each with the class that it is about.</summary>
    /// <param name="models">Every annotated class of the compilation.</param>
    /// <param name="isOpen">Whether a class can be held or continued by classes of other assemblies, which may have the budget.</param>
    public static IReadOnlyList<(AnnotatedClass Model, Finding Finding)> Check(
        IReadOnlyCollection<AnnotatedClass> models, Func<AnnotatedClass, bool> isOpen)
    {
        var funded = Funded(models, out var reachesUnseen);

        // Any class may be in the container of a model that has a budget. The runtime joins it there, or says that it has none.
        if (reachesUnseen)
        {
            return [];
        }

        var findings = new List<(AnnotatedClass, Finding)>();
        foreach (var model in models)
        {
            if (funded.Contains(model.Key) || model.Refusal is not null || !model.IsModule || isOpen(model))
            {
                continue;
            }

            if (NeedsBudget(model.Annotations) && CoversALayer(model))
            {
                findings.Add((model, Find(null, model.Name, model.Name)));
            }

            foreach (var layer in model.Layers)
            {
                if (layer.CanBeAdapted && NeedsBudget(layer.Annotations))
                {
                    findings.Add((model, Find(layer.Name, layer.Name, model.Name)));
                }
            }
        }

        return findings;
    }

    private static Finding Find(string? field, string target, string model) =>
        Finding.Of(Rules.NoBudget, new Target.Attribute(field, AttributeKind.Lora, "rank"), target, model);

    // LORA204 reports a misspelt word.
    private static bool NeedsBudget(Annotations annotations) =>
        annotations.Lora is { RankWord: LoraDeclaration.AdaptiveWord, Budget: null };

    private static bool CoversALayer(AnnotatedClass model)
    {
        foreach (var layer in model.Layers)
        {
            if (layer.IsAdapted && layer.Annotations.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> Funded(IReadOnlyCollection<AnnotatedClass> models, out bool reachesUnseen)
    {
        reachesUnseen = false;
        var byKey = new Dictionary<string, AnnotatedClass>(StringComparer.Ordinal);
        foreach (var model in models)
        {
            byKey[model.Key] = model;
        }

        var derived = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var open = new Stack<string>();
        foreach (var model in models)
        {
            // The budget of a base class in another assembly is unknown here.
            if (model.Annotations.Lora is { IsAdaptive: true, Budget: not null } || (model.Base is { } other && !byKey.ContainsKey(other.ClassKey)))
            {
                open.Push(model.Key);
            }

            if (model.Base is { } ancestor)
            {
                if (!derived.TryGetValue(ancestor.ClassKey, out var classes))
                {
                    derived.Add(ancestor.ClassKey, classes = []);
                }

                classes.Add(model.Key);
            }
        }

        var funded = new HashSet<string>(StringComparer.Ordinal);
        var throughDerived = new HashSet<string>(StringComparer.Ordinal);
        while (open.Count > 0)
        {
            var key = open.Pop();
            if (!funded.Add(key))
            {
                continue;
            }

            foreach (var heir in derived.TryGetValue(key, out var heirs) ? heirs : [])
            {
                open.Push(heir);
            }

            // A base class draws on the budget of a derived class; that does not fund its other derived classes.
            for (var holder = byKey.TryGetValue(key, out var own) ? own : null; holder is not null; holder = BaseOf(holder))
            {
                throughDerived.Add(holder.Key);
                reachesUnseen |= holder.HoldsUnseen;
                foreach (var child in holder.Children)
                {
                    open.Push(child.ClassKey);
                }
            }
        }

        funded.UnionWith(throughDerived);
        return funded;

        AnnotatedClass? BaseOf(AnnotatedClass model) =>
            model.Base is { } ancestor && byKey.TryGetValue(ancestor.ClassKey, out var found) ? found : null;
    }
}
