using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints what a class gets for one group: a property, the group's class, and the type of its results.</summary>
internal static class GroupEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    public static void EmitShortcut(SourceWriter writer, ClassPlan plan, GroupPlan group, PlaceAccessibility ofAssembly)
    {
        writer.Write(
            $"""
            /// <inheritdoc cref="{group.TypeName}"/>
            {Generated.CodeAttribute}
            {Visibility(plan, group, ofAssembly)} {group.TypeName} {group.PropertyName} => {plan.SetProperty}.{group.PropertyName};
            """);
        writer.Separate();
    }

    // A group is as visible as the most visible of its layers.
    private static string Visibility(ClassPlan plan, GroupPlan group, PlaceAccessibility ofAssembly)
    {
        string[] keywords = ["private", "private protected", "protected", "internal", "protected internal", "public"];
        var widest = 0;
        foreach (var member in group.Members)
        {
            foreach (var adapter in plan.Adapters)
            {
                if (adapter.Field == member.Field)
                {
                    widest = System.Math.Max(widest, System.Array.IndexOf(keywords, adapter.Shortcut.Keywords(ofAssembly)));
                }
            }
        }

        return keywords[widest];
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
        EmitGroup(writer, group);
        EmitOutput(writer, group);
    }

    private static void EmitGroup(SourceWriter writer, GroupPlan group)
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
            /// <summary>Joins the adapters of the layers.</summary>
            /// <param name="adapters">The model's adapters.</param>
            internal {{group.TypeName}}(Adapters adapters)
                : base("{{group.PropertyName}}", {{Each(group, static member => "adapters." + member.AdapterProperty)}})
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
