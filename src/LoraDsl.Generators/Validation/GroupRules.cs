using System;
using System.Collections.Generic;
using System.Text;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA601 to LORA604: what a group is called, and which layers are in it.</summary>
internal static class GroupRules
{
    public static void Check(AnnotatedClass model, List<Finding> findings)
    {
        foreach (var group in model.Groups)
        {
            var members = Members(group, model);
            var able = 0;
            foreach (var layer in members)
            {
                CheckName(group, layer, model, findings);
                able += CheckMember(layer, model.Annotations.Declaration, findings) ? 1 : 0;
            }

            if (members.Count == 1 && able == 1 && group.HasName)
            {
                findings.Add(OfOne(group, members[0], model));
            }
        }
    }

    /// <summary>Whether a layer can be run with others that read the same input.</summary>
    public static bool CanJoin(LayerField layer, AdapterDeclaration? ofClass) =>
        layer is { Kind: LayerKind.Linear, IsAdapted: true, IsNullable: false } && Inheritance.Effective(layer, ofClass) is not (LorsDeclaration or VariantDeclaration);

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

    private static void CheckName(LayerGroup group, LayerField layer, AnnotatedClass model, List<Finding> findings)
    {
        var target = new Target.Attribute(layer.Name, AttributeKind.LoraGroup, "name");
        if (!group.HasName)
        {
            var name = Name(group.Name);
            findings.Add(Finding.Of(
                Rules.GroupName,
                target,
                name.Length == 0 ? null : Fix.Write($"\"{name}\""),
                group.Name,
                "it becomes a property, and this is no name of one: " + (name.Length == 0 ? "write one, such as \"Projections\"" : $"write \"{name}\"")));
        }
        else if (group.PropertyName != group.Name)
        {
            findings.Add(Finding.Of(
                Rules.GroupName, target, group.Name, $"'{model.Name}' has or inherits a member of that name already: write another"));
        }
    }

    // Joins words and capitalizes each: "gate-up" becomes GateUp.
    private static string Name(string written)
    {
        var name = new StringBuilder();
        var starts = true;
        foreach (var character in written)
        {
            if (!char.IsLetterOrDigit(character) || (name.Length == 0 && char.IsDigit(character)))
            {
                starts = true;
                continue;
            }

            name.Append(starts ? char.ToUpperInvariant(character) : character);
            starts = false;
        }

        return name.ToString();
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
        LayerKind.Linear when layer.IsNullable => "it may be null, and a group runs all of its layers: declare it without '?'",
        LayerKind.Linear => null,
        LayerKind.Static => "it is static and belongs to no model",
        LayerKind.Backing => "the field behind a property cannot be named: make it a field",
        _ => $"a group multiplies one input by several Linear layers, and this is of type '{layer.TypeName}'",
    };

    private static Finding OfOne(LayerGroup group, LayerField layer, AnnotatedClass model)
    {
        var others = new List<string>();
        foreach (var other in model.Groups)
        {
            if (other.HasName && other.Name != group.Name)
            {
                others.Add(other.Name);
            }
        }

        var nearest = NearestName.Of(group.Name, others) ?? others.Find(other => string.Equals(other, group.Name, StringComparison.OrdinalIgnoreCase));
        return nearest is null
            ? Finding.Of(
                Rules.GroupOfOne,
                new Target.Attribute(layer.Name, AttributeKind.LoraGroup),
                Fix.DropAttribute(AttributeKind.LoraGroup),
                layer.Identifier,
                group.Name,
                "put the layers into it that read the same input, or remove the attribute")
            : Finding.Of(
                Rules.GroupOfOne,
                new Target.Attribute(layer.Name, AttributeKind.LoraGroup, "name"),
                Fix.Write($"\"{nearest}\""),
                layer.Identifier,
                group.Name,
                $"did you mean \"{nearest}\"?");
    }
}
