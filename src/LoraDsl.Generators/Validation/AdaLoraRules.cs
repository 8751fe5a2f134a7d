using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA216 and LORA217: what can be combined with AdaLoRA.</summary>
internal static class AdaLoraRules
{
    private const string Choice = "Allocation = AllocationStrategy.AdaLora";

    public static void Check(AnnotatedClass model, IReadOnlyDictionary<string, AnnotatedClass> known, List<Finding> findings)
    {
        if (model.Annotations.Lora is { } ofClass)
        {
            CheckOptions(ofClass, ofClass, null, findings);
        }

        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Lora is { } own && Inheritance.Complete(own, model.Annotations.Lora) is LoraDeclaration effective)
            {
                CheckOptions(own, effective, layer.Name, findings);
            }
        }

        CheckFields(model, findings);
        CheckChildren(model, known, findings);
    }

    private static void CheckOptions(LoraDeclaration own, LoraDeclaration effective, string? field, List<Finding> findings)
    {
        if (!effective.IsAdaLora || effective.Schedule is not { } schedule || !schedule.IsMember() || schedule == RankSchedule.Constant)
        {
            return;
        }

        // A schedule of the class passes AdaLoRA's fields by.
        if (own.Schedule is not null)
        {
            findings.Add(Finding.Of(
                Rules.AdaLoraOption,
                new Target.Attribute(field, AttributeKind.Lora, "Schedule"),
                Fix.DropArgument("Schedule"),
                schedule.Text(),
                "it moves the ranks itself; leave the schedule out"));
        }
    }

    /// <summary>Fields that draw on the same budget as their class, where only one of both is AdaLoRA.</summary>
    private static void CheckFields(AnnotatedClass model, List<Finding> findings)
    {
        bool? isAdaLora = model.Annotations.Lora is { IsAdaptive: true } ofClass ? ofClass.IsAdaLora : null;
        foreach (var layer in model.Layers)
        {
            if (!layer.IsAdapted
                || layer.Annotations.Lora is not { IsAdaptive: true, Budget: null } own
                || Inheritance.Complete(own, model.Annotations.Lora) is not LoraDeclaration effective
                || effective.IsAdaLora == (isAdaLora ??= effective.IsAdaLora))
            {
                continue;
            }

            var (argument, fix, reason) = (own.Sharing.Allocation, effective.IsAdaLora) switch
            {
                ({ }, true) => ("Allocation", null, $"its adapter is AdaLoRA's and the others are not: write {Choice} on all of them, or give it a budget of its own"),
                ({ }, false) => ("Allocation", Fix.DropArgument("Allocation"), "its adapter is not AdaLoRA's and the others are: leave Allocation out, or give it a budget of its own"),
                _ => ("rank", (Fix?)null, $"its adapter is not AdaLoRA's and the others are: write {Choice} here too, or give it a budget of its own"),
            };
            findings.Add(Finding.Of(Rules.MixedBudget, new Target.Attribute(layer.Name, AttributeKind.Lora, argument), fix, layer.Name, reason));
        }
    }

    /// <summary>Classes that draw on the class's budget, where only one of both is AdaLoRA.</summary>
    private static void CheckChildren(AnnotatedClass model, IReadOnlyDictionary<string, AnnotatedClass> known, List<Finding> findings)
    {
        if (model.Annotations.Lora is not { IsAdaptive: true, Budget: not null } ofClass)
        {
            return;
        }

        var seen = new HashSet<string> { model.Key };
        var open = new Queue<AnnotatedClass>([model]);
        while (open.Count > 0)
        {
            foreach (var field in open.Dequeue().Children)
            {
                if (!known.TryGetValue(field.ClassKey, out var child) || !seen.Add(child.Key) || child.Annotations.Lora is { IsAdaptive: true, Budget: not null })
                {
                    continue;
                }

                open.Enqueue(child);
                if (KindOf(child) is { } isAdaLora && isAdaLora != ofClass.IsAdaLora)
                {
                    var reason = isAdaLora
                        ? $"its adapters are AdaLoRA's and the budget is not: write {Choice} here too, or give '{child.Name}' a budget of its own"
                        : $"the budget is AdaLoRA's and its adapters are not: write {Choice} on '{child.Name}' too, or give it a budget of its own";
                    findings.Add(Finding.Of(
                        Rules.MixedBudget, new Target.Attribute(null, AttributeKind.Lora, "budget"), child.Name, reason));
                }
            }
        }
    }

    /// <summary>Whether the adapters of a class that draw on its holder's budget are AdaLoRA's; <see langword="null"/> where there are none.</summary>
    private static bool? KindOf(AnnotatedClass child)
    {
        foreach (var layer in child.Layers)
        {
            if (layer.IsAdapted && layer.Annotations.Lora is not { Budget: not null }
                && Inheritance.Effective(layer, child.Annotations.Declaration) is LoraDeclaration { IsAdaptive: true } shared)
            {
                return shared.IsAdaLora;
            }
        }

        return null;
    }
}
