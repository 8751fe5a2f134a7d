using System.Collections.Generic;
using System.Linq;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints what a class gets for one group: a property, the group's class, and the type of its results.</summary>
internal static class GroupEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    /// <summary>What an adaptable class gets: the property makes the group anew, so that a layer which is replaced leaves nothing behind.</summary>
    public static void EmitOfPlaces(SourceWriter writer, AdaptableClass model, PlaceAccessibility ofAssembly)
    {
        foreach (var group in GroupPlanner.Plan(model))
        {
            var visibility = Widest(model.Members
                .Where(member => group.Members.Any(joined => joined.Field == member.Member))
                .Select(member => new ShortcutVisibility(model.Accessibility, member.Accessibility).Keywords(ofAssembly)));
            writer.Write(
                $"""
                /// <inheritdoc cref="{group.TypeName}"/>
                {Generated.CodeAttribute}
                {visibility} {group.TypeName} {group.PropertyName} => new(this);
                """);
            writer.Separate();
            EmitGroup(writer, group, model.Header, "model", "Joins the places of the layers.", "The model.");
            EmitOutput(writer, group);
        }
    }

    public static void EmitShortcut(SourceWriter writer, ClassPlan plan, GroupPlan group, PlaceAccessibility ofAssembly)
    {
        var visibility = Widest(plan.Adapters
            .Where(adapter => group.Members.Any(member => member.Field == adapter.Field))
            .Select(adapter => adapter.Shortcut.Keywords(ofAssembly)));
        writer.Write(
            $"""
            /// <inheritdoc cref="{group.TypeName}"/>
            {Generated.CodeAttribute}
            {visibility} {group.TypeName} {group.PropertyName} => {plan.SetProperty}.{group.PropertyName};
            """);
        writer.Separate();
    }

    // A group is as visible as the most visible of its layers.
    private static string Widest(IEnumerable<string> visibilities)
    {
        string[] keywords = ["private", "private protected", "protected", "internal", "protected internal", "public"];
        return keywords[visibilities.Max(visibility => System.Array.IndexOf(keywords, visibility))];
    }

    public static void EmitMember(SourceWriter writer, GroupPlan group)
    {
        writer.Separate();
        writer.Write(
            $$"""
            /// <inheritdoc cref="{{group.TypeName}}"/>
            public {{group.TypeName}} {{group.PropertyName}} { get; }
            """);
    }

    public static void EmitTypes(SourceWriter writer, GroupPlan group)
    {
        EmitGroup(writer, group, "Adapters", "adapters", "Joins the adapters of the layers.", "The model's adapters.");
        EmitOutput(writer, group);
    }

    private static void EmitGroup(SourceWriter writer, GroupPlan group, string ownerType, string owner, string summary, string ownerText)
    {
        writer.Write(
            $"""
            /// <summary>
            /// Runs {Fields(group)} in one pass over the input that they share.
            /// From <c>{Attribute(group)}</c> on the {(group.Members.Count == 1 ? "field" : "fields")}.
            /// </summary>
            {Generated.CodeAttribute}
            """);
        writer.Open($"public sealed class {group.TypeName} : global::LoraDsl.Methods.LinearGroup");
        writer.Write(
            $$"""
            /// <summary>{{summary}}</summary>
            /// <param name="{{owner}}">{{ownerText}}</param>
            internal {{group.TypeName}}({{ownerType}} {{owner}})
                : base("{{group.PropertyName}}", {{Each(group, member => $"{owner}.{member.PropertyName}")}})
            {
            }

            /// <summary>Runs all layers with their adapters on one input.</summary>
            /// <param name="input">The input, (…, in).</param>
            /// <exception cref="global::System.ArgumentException">The layers cannot take an input of this shape.</exception>
            public {{group.OutputTypeName}} forward({{Tensor}} input)
            {
                var outputs = Run(input);
                return new {{group.OutputTypeName}}({{Outputs(group)}});
            }
            """);
        writer.Close();
        writer.Separate();
    }

    private static void EmitOutput(SourceWriter writer, GroupPlan group)
    {
        writer.Write($"/// <summary>What the layers of <c>{group.PropertyName}</c> give for one input.</summary>");
        foreach (var member in group.Members)
        {
            writer.Write($"/// <param name=\"{member.OutputName}\">The output of <c>{member.Field}</c>, (…, out).</param>");
        }

        writer.Write(
            $"""
            {Generated.CodeAttribute}
            public readonly record struct {group.OutputTypeName}({Each(group, static member => $"{Tensor} {member.OutputName}")});
            """);
        writer.Separate();
    }

    private static string Attribute(GroupPlan group) => $"[LoraGroup(\"{group.Name}\")]";

    private static string Fields(GroupPlan group)
    {
        var text = "";
        for (var i = 0; i < group.Members.Count; i++)
        {
            text += i == 0 ? "" : i == group.Members.Count - 1 ? " and " : ", ";
            text += $"<c>{group.Members[i].Field}</c>";
        }

        return text;
    }

    private static string Each(GroupPlan group, System.Func<GroupMemberPlan, string> text)
    {
        var texts = new string[group.Members.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = text(group.Members[i]);
        }

        return string.Join(", ", texts);
    }

    private static string Outputs(GroupPlan group)
    {
        var texts = new string[group.Members.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = $"outputs[{Literals.Of(i)}]";
        }

        return string.Join(", ", texts);
    }
}
