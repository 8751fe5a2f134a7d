using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA601 to LORA605 for the groups of an adaptable class.</summary>
internal static class PlaceGroupRules
{
    public static void Check(AdaptableClass model, List<Finding> findings)
    {
        foreach (var group in model.Groups)
        {
            var able = 0;
            foreach (var field in group.Fields)
            {
                GroupNameRules.Check(group.Group, field.Field, model.Name, findings);
                able += CheckField(field, model, findings) ? 1 : 0;
            }

            if (group.Fields.Count == 1 && able == 1 && group.Group.HasName)
            {
                findings.Add(GroupNameRules.OfOne(group.Group, group.Fields[0].Field, group.Fields[0].Member, Names(model)));
            }

            CheckSizes(group, model, findings);
        }
    }

    /// <summary>The place of a field, if it can be run with others that read the same input.</summary>
    public static PlaceMember? Joining(PlaceGroupField field, AdaptableClass model) =>
        PlaceOf(field, model) is { Kind: PlaceKind.Linear, Form: PlaceForm.One, IsOptional: false } place ? place : null;

    private static PlaceMember? PlaceOf(PlaceGroupField field, AdaptableClass model)
    {
        foreach (var member in model.Members)
        {
            if (member.Member == field.Member)
            {
                return member;
            }
        }

        return null;
    }

    private static bool CheckField(PlaceGroupField field, AdaptableClass model, List<Finding> findings)
    {
        if (Joining(field, model) is not null)
        {
            return true;
        }

        var target = new Target.Attribute(field.Field, AttributeKind.LoraGroup);
        var place = PlaceOf(field, model);
        if (place is null && !field.IsStatic && IsLayer(field, model))
        {
            findings.Add(Finding.Of(
                Rules.GroupNotAdapted,
                target,
                field.NoLora ? Fix.DropAttribute(AttributeKind.LoraGroup, AttributeKind.NoLora) : Fix.DropAttribute(AttributeKind.LoraGroup),
                field.Member,
                field.NoLora ? "has [NoLora]: remove one of them" : "is left out by [Adaptable]: change its Targets or Exclude, or remove [LoraGroup]"));
        }
        else if (field.TypeName.Length > 0)
        {
            // The compiler reports unknown types.
            findings.Add(Finding.Of(
                Rules.GroupLayer,
                target,
                Fix.DropAttribute(AttributeKind.LoraGroup),
                field.Member,
                field.IsStatic ? GroupRules.IsStatic
                    : place is { Kind: PlaceKind.Linear, Form: PlaceForm.One } ? GroupRules.MayBeNull
                    : GroupRules.NoLinear(field.TypeName)));
        }

        return false;
    }

    private static bool IsLayer(PlaceGroupField field, AdaptableClass model)
    {
        foreach (var name in model.LayerNames)
        {
            if (name == field.Member)
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckSizes(PlaceGroup group, AdaptableClass model, List<Finding> findings)
    {
        (string Member, long In)? first = null;
        foreach (var field in group.Fields)
        {
            if (Joining(field, model)?.In is not { } inputs)
            {
                continue;
            }

            if (first is not { } other)
            {
                first = (field.Member, inputs);
            }
            else if (other.In != inputs)
            {
                findings.Add(Finding.Of(
                    Rules.GroupSizes,
                    new Target.Attribute(field.Field, AttributeKind.LoraGroup),
                    group.Group.Name,
                    other.Member,
                    other.In.ToString(CultureInfo.InvariantCulture),
                    field.Member,
                    inputs.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static IEnumerable<LayerGroup> Names(AdaptableClass model)
    {
        foreach (var group in model.Groups)
        {
            yield return group.Group;
        }
    }
}
