using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA602 and LORA603: which layers are in a group.</summary>
internal static class GroupRules
{
    public const string MayBeNull = "it may be null, and a group runs all of its layers: declare it without '?'";

    public const string IsStatic = "it is static and belongs to no model";

    public static string NoLinear(string typeName) => $"a group multiplies one input by several Linear layers, and this is of type '{typeName}'";

    public static void Check(AnnotatedClass model, List<Finding> findings)
    {
        foreach (var group in model.Groups)
        {
            var members = Members(group, model);
            var able = 0;
            foreach (var layer in members)
            {
                GroupNameRules.Check(group, layer.Name, model.Name, findings);
                able += CheckMember(layer, model.Annotations.Declaration, findings) ? 1 : 0;
            }

            if (members.Count == 1 && able == 1 && group.HasName)
            {
                findings.Add(GroupNameRules.OfOne(group, members[0].Name, members[0].Identifier, model.Groups));
            }
        }
    }

    /// <summary>Whether a layer can be run with others that read the same input.</summary>
    public static bool CanJoin(LayerField layer, AdapterDeclaration? ofClass) =>
        layer is { Kind: LayerKind.Linear, IsAdapted: true, IsNullable: false } && Inheritance.Effective(layer, ofClass) is not (LorsDeclaration or VariantDeclaration or { Variant.Dora: true });

    /// <summary>The fields of a group, in the order of their declaration.</summary>
    public static IReadOnlyList<LayerField> Members(LayerGroup group, AnnotatedClass model)
    {
        var members = new List<LayerField>();
        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Group == group.Name)
            {
                members.Add(layer);
            }
        }

        return members;
    }

    private static bool CheckMember(LayerField layer, AdapterDeclaration? ofClass, List<Finding> findings)
    {
        // The compiler reports unknown types, and LORA208 reports the contradiction.
        if (layer.Kind == LayerKind.Unknown || layer.Annotations is { NoLora: true, IsAdapted: true })
        {
            return false;
        }

        if (Unfit(layer, ofClass) is { } reason)
        {
            Report(Rules.GroupLayer, Fix.DropAttribute(AttributeKind.LoraGroup), reason);
            return false;
        }

        if (!layer.IsAdapted)
        {
            var isLeftOut = layer.Annotations.NoLora;
            Report(
                Rules.GroupNotAdapted,
                isLeftOut ? Fix.DropAttribute(AttributeKind.LoraGroup, AttributeKind.NoLora) : Fix.DropAttribute(AttributeKind.LoraGroup),
                isLeftOut ? "has [NoLora]: remove one of them" : "is not adapted: write [Lora] on it or on its class, or remove [LoraGroup]");
            return false;
        }

        return true;

        void Report(Rule rule, Fix fix, string reason) => findings.Add(Finding.Of(
            rule, new Target.Attribute(layer.Name, AttributeKind.LoraGroup), fix, layer.Identifier, reason));
    }

    private static string? Unfit(LayerField layer, AdapterDeclaration? ofClass) => layer.Kind switch
    {
        LayerKind.Linear when layer.IsAdapted && Inheritance.Effective(layer, ofClass) is LorsDeclaration =>
            "[Lors] works on a masked weight, which shares no product with other layers",
        LayerKind.Linear when layer.IsAdapted && Inheritance.Effective(layer, ofClass) is VariantDeclaration variant =>
            $"{variant.MethodText} has no low-rank product that layers could share",
        LayerKind.Linear when layer.IsAdapted && Inheritance.Effective(layer, ofClass) is { Variant.Dora: true } =>
            "DoRA rescales the outputs of a layer, which a group forms together with others: write Dora = false on it, or leave it out of the group",
        LayerKind.Linear when layer.IsNullable => MayBeNull,
        LayerKind.Linear => null,
        LayerKind.Static => IsStatic,
        LayerKind.Backing => "the field behind a property cannot be named: make it a field",
        _ => NoLinear(layer.TypeName),
    };
}
