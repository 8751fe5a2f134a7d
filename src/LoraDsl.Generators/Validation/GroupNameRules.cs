using System;
using System.Collections.Generic;
using System.Text;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA601 and LORA604: what a group is called, and a name that one layer alone has.</summary>
internal static class GroupNameRules
{
    /// <summary>LORA601, for a field that names the group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="field">The field.</param>
    /// <param name="className">The class that declares it.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Check(LayerGroup group, string field, string className, List<Finding> findings)
    {
        var target = new Target.Attribute(field, AttributeKind.LoraGroup, "name");
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
                Rules.GroupName, target, group.Name, $"'{className}' has or inherits a member of that name already: write another"));
        }
    }

    /// <summary>LORA604, for the only field of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="field">The field.</param>
    /// <param name="identifier">What it is called in messages.</param>
    /// <param name="groups">All groups of the class.</param>
    public static Finding OfOne(LayerGroup group, string field, string identifier, IEnumerable<LayerGroup> groups)
    {
        var others = new List<string>();
        foreach (var other in groups)
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
                new Target.Attribute(field, AttributeKind.LoraGroup),
                Fix.DropAttribute(AttributeKind.LoraGroup),
                identifier,
                group.Name,
                "put the layers into it that read the same input, or remove the attribute")
            : Finding.Of(
                Rules.GroupOfOne,
                new Target.Attribute(field, AttributeKind.LoraGroup, "name"),
                Fix.Write($"\"{nearest}\""),
                identifier,
                group.Name,
                $"did you mean \"{nearest}\"?");
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
}
