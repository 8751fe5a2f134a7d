using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA211 and LORA212: options and attributes without effect.</summary>
internal static class EffectRules
{
    private const string UnscaledReason = "without Alpha the scaling is 1 at every rank; set Alpha as well if it is wanted";

    /// <summary>Options of <c>[Lora]</c> and <c>[Lors]</c> that neither the attribute's own rank nor an inheriting field uses.</summary>
    public static void CheckOptions(AnnotatedClass model, List<Finding> findings)
    {
        if (model.Annotations.Lora is { } ofClass)
        {
            var uses = Uses.Of(ofClass);
            foreach (var layer in model.Layers)
            {
                if (layer.Annotations.Lora is { } own && Inheritance.Complete(own, ofClass) is LoraDeclaration effective)
                {
                    uses = uses.Or(Uses.Of(effective));
                }
            }

            CheckOptions(ofClass, null, uses, findings);
        }

        CheckScaling(model, findings);
        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Lora is { } own && Inheritance.Complete(own, model.Annotations.Lora) is LoraDeclaration effective)
            {
                CheckOptions(own, layer.Name, Uses.Of(effective), findings);
            }
        }
    }

    private static void CheckOptions(LoraDeclaration lora, string? field, Uses uses, List<Finding> findings)
    {
        Report(!uses.Adaptive && lora.MinRank is not null, "MinRank", "it bounds an adaptive rank, and this one is fixed");
        Report(!uses.Adaptive && lora.MaxRank is not null, "MaxRank", "it bounds an adaptive rank, and this one is fixed");
        Report(
            !uses.AdaLora && lora.InitialRank is not null,
            "InitialRank",
            "it is AdaLoRA's; write Allocation = AllocationStrategy.AdaLora as well if it is wanted");
        Report(!uses.Adaptive && lora.Schedule is { } schedule && schedule.IsMember(), "Schedule", "a rank that is a number does not move");
        Report(
            !uses.Scaling && lora.RankStabilized is true,
            "RankStabilized",
            UnscaledReason);

        void Report(bool isIdle, string option, string reason)
        {
            if (isIdle)
            {
                findings.Add(Finding.Of(
                    Rules.NoEffect,
                    new Target.Attribute(field, AttributeKind.Lora, option),
                    Fix.DropArgument(option),
                    option,
                    reason));
            }
        }
    }

    // RankStabilized is the only option of [Lors] that can have no effect.
    private static void CheckScaling(AnnotatedClass model, List<Finding> findings)
    {
        var scaled = model.Annotations.Lors?.Alpha is not null;
        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Lors is { } own)
            {
                scaled |= own.Alpha is not null;
                Report(own, layer.Name, (own.Alpha ?? model.Annotations.Lors?.Alpha) is not null);
            }
        }

        Report(model.Annotations.Lors, null, scaled);

        void Report(LorsDeclaration? lors, string? field, bool hasAlpha)
        {
            if (lors?.RankStabilized is true && !hasAlpha)
            {
                findings.Add(Finding.Of(
                    Rules.NoEffect,
                    new Target.Attribute(field, AttributeKind.Lors, "RankStabilized"),
                    Fix.DropArgument("RankStabilized"),
                    "RankStabilized",
                    UnscaledReason));
            }
        }
    }

    /// <summary>Budgets beside a fixed rank.</summary>
    public static void CheckFixedRankBudgets(IReadOnlyList<string?> owners, List<Finding> findings)
    {
        foreach (var owner in owners)
        {
            findings.Add(Finding.Of(
                Rules.NoEffect,
                new Target.Attribute(owner, AttributeKind.Lora, "budget"),
                Fix.DropArgument("budget"),
                "budget",
                "a rank that is a number draws on no budget; write \"adaptive\" as the rank if it is wanted"));
        }
    }

    /// <summary>Attributes of fields that change nothing.</summary>
    public static void CheckFields(AnnotatedClass model, IReadOnlyList<OtherMember> others, List<Finding> findings)
    {
        foreach (var layer in model.Layers)
        {
            if (layer.Annotations is { NoLora: true, IsAdapted: false } && NothingWouldAdapt(layer, model, others) is { } reason)
            {
                Report(layer, AttributeKind.NoLora, reason);
            }
            else if (SaysTheSame(layer, model.Annotations) is { } kind)
            {
                Report(layer, kind, "its class says the same");
            }
        }

        void Report(LayerField layer, AttributeKind kind, string reason) => findings.Add(Finding.Of(
            Rules.Redundant, new Target.Attribute(layer.Name, kind), Fix.DropAttribute(kind), kind.ToString(), layer.Identifier, reason));
    }

    private static string? NothingWouldAdapt(LayerField layer, AnnotatedClass model, IReadOnlyList<OtherMember> others)
    {
        if (!model.Annotations.IsAdapted)
        {
            return "its class is not adapted, only single fields of it are";
        }

        foreach (var other in others)
        {
            // It says to LORA113 that the layers in it are left out on purpose.
            if (other.Name == layer.Name)
            {
                return null;
            }
        }

        return layer.Kind switch
        {
            LayerKind.Embedding or LayerKind.Conv2d or LayerKind.Linear when model.Annotations.Declaration is { } ofClass && !ofClass.Adapts(layer.Kind) =>
                $"[{AttributeKinds.Of(ofClass)}] on the class adapts no {layer.Kind} anyway",
            LayerKind.Static => "a static field is not adapted anyway",
            LayerKind.Unsupported => $"there is no adapter for '{layer.TypeName}' anyway",
            _ => null,
        };
    }

    // A field's own budget always differs from its class's, which is shared. A class with Targets or Exclude may not cover the field.
    private static AttributeKind? SaysTheSame(LayerField layer, Annotations ofClass) => (layer.Annotations, ofClass.Declaration) switch
    {
        ({ Accessibility: { } own }, _) when own != ofClass.Accessibility => null,
        ({ NoLora: false, Lora: { Budget: null } own, DyLora: null, Lors: null, Variant: null }, LoraDeclaration outer)
            when outer.Layers == LayerSelection.All && own.Layers == LayerSelection.All && Inheritance.Complete(own, outer) == (outer with { Budget = null })
            => AttributeKind.Lora,
        ({ NoLora: false, Lora: null, DyLora: { } own, Lors: null, Variant: null }, DyLoraDeclaration outer)
            when outer.Layers == LayerSelection.All && own.Layers == LayerSelection.All && Inheritance.Complete(own, outer) == outer
            => AttributeKind.DyLora,
        ({ NoLora: false, Lora: null, DyLora: null, Lors: { } own, Variant: null }, LorsDeclaration outer)
            when outer.Layers == LayerSelection.All && own.Layers == LayerSelection.All && own.Adapts(layer.Kind) && Inheritance.Complete(own, outer) == outer
            => AttributeKind.Lors,
        ({ NoLora: false, Lora: null, DyLora: null, Lors: null, Variant: { } own, SecondVariant: null }, VariantDeclaration outer)
            when outer.Layers == LayerSelection.All && own.Layers == LayerSelection.All && own.Adapts(layer.Kind) && Inheritance.Complete(own, outer) == outer
            => AttributeKinds.Of(own),
        _ => null,
    };

    /// <summary>Which options have an effect under a declaration.</summary>
    private readonly record struct Uses(bool Adaptive, bool AdaLora, bool Scaling)
    {
        public static Uses Of(LoraDeclaration effective) => new(effective.IsAdaptive, effective.IsAdaLora, effective.Alpha is not null);

        public Uses Or(Uses other) => new(Adaptive || other.Adaptive, AdaLora || other.AdaLora, Scaling || other.Scaling);
    }
}
