using System.Linq;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;
using LoraDsl.Generators.Validation;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the parts of a recipe's set: the properties of one level, and a class for each model below it.</summary>
internal static class RecipeNodeEmitter
{
    private const string Trees = "global::LoraDsl.Adapters.PlaceTrees";

    /// <summary>Prints the properties of a level and the classes of the levels below it.</summary>
    public static void EmitMembers(SourceWriter writer, EquatableArray<NodePlan> nodes, RecipePlan plan)
    {
        foreach (var node in nodes)
        {
            writer.Separate();
            writer.Write($"/// <summary>{Summary(node, plan)}</summary>\npublic {PropertyType(node)} {node.PropertyName} {{ get; }}");
        }

        foreach (var node in nodes)
        {
            if (!node.IsLayer)
            {
                writer.Separate();
                EmitClass(writer, node, plan);
            }
        }
    }

    /// <summary>Prints the statement that makes what a property holds.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="node">The property.</param>
    /// <param name="plan">The recipe.</param>
    /// <param name="set">The set, as it is named here.</param>
    /// <param name="path">The variable with the path of what is above, or <see langword="null"/> at the top.</param>
    public static void EmitAssignment(SourceWriter writer, NodePlan node, RecipePlan plan, string set, string? path)
    {
        var here = path is null ? node.Name : $"{{{path}}}.{node.Name}";
        foreach (var required in node.Required)
        {
            var subject = $"places.{node.PlacesProperty}";
            var check = node.Form == PlaceForm.List
                ? $"{Trees}.Require({subject}{(node.IsOptional ? "?.Count ?? 0" : ".Count")}, {required.Element}, {Literals.Of(node.Name)}, {Literals.Of(required.Path)});"
                : $"{Trees}.Require({subject}{(node.IsOptional ? "?" : "")}.ContainsKey({Literals.Of(required.Element)}){(node.IsOptional ? " ?? false" : "")}, {Literals.Of(required.Element)}, {Literals.Of(node.Name)}, {Literals.Of(required.Path)});";
            writer.Write(check);
        }

        var variable = Camel(node.PropertyName);
        var places = node.IsOptional ? variable : $"places.{node.PlacesProperty}";
        var value = node.Form == PlaceForm.One
            ? Single(node, plan, set, places, Text(here, path is not null))
            : Many(node, plan, set, places, here);
        writer.Write(node.IsOptional
            ? $"{node.PropertyName} = places.{node.PlacesProperty} is {{ }} {variable} ? {value} : null;"
            : $"{node.PropertyName} = {value};");
    }

    private static string Many(NodePlan node, RecipePlan plan, string set, string places, string here)
    {
        // The variable has a name of its own where something asks for the element.
        var element = node.Element.Length > 0 ? node.Element : node.Form == PlaceForm.List ? "index" : "key";
        var types = node.IsLayer && (node.IsNullable || IsMixed(node)) ? $"<global::LoraDsl.Adapters.AdaptedPlace, {ElementType(node)}>" : "";
        return $"{Trees}.Attach{types}({places}, (place, {element}) => {Single(node, plan, set, "place", Text($"{here}.{{{element}}}", true))})";
    }

    private static string Single(NodePlan node, RecipePlan plan, string set, string places, string path)
    {
        if (!node.IsLayer)
        {
            var elements = string.Concat(node.Elements.Select(static element => $", {element.Name}"));
            var own = node.Element.Length > 0 ? $", {node.Element}" : "";
            return $"new {node.TypeName}({set}, {places}, {path}{elements}{own})";
        }

        var text = "";
        foreach (var adapted in node.Cases)
        {
            var value = adapted.Entry is { } entry
                ? $"{(set == "this" ? "" : $"{set}.")}Add{plan.Entries[entry].Method}({places}, {path}, {(set == "this" ? "" : $"{set}.")}{plan.Entries[entry].OptionsField})"
                : "null";
            text += adapted.Condition.Length == 0 ? value : $"{adapted.Condition} ? {value} : ";
        }

        return node.Cases[node.Cases.Count - 1].Condition.Length == 0 ? text : text + "null";
    }

    private static void EmitClass(SourceWriter writer, NodePlan node, RecipePlan plan)
    {
        writer.Write($"/// <summary>The recipe's adapters {(node.Form == PlaceForm.One ? "below" : "of one of")} <c>{Name(node)}</c>.</summary>");
        writer.Open($"public sealed class {node.TypeName}");
        var elements = string.Concat(node.Elements.Select(static element => $", {element.Type} {element.Name}"));
        var own = node.Element.Length > 0 ? $", {(node.Form == PlaceForm.List ? "int" : "string")} {node.Element}" : "";
        writer.Open($"internal {node.TypeName}(Adapters set, {node.Places} places, string path{elements}{own})");
        foreach (var child in node.Children)
        {
            EmitAssignment(writer, child, plan, "set", "path");
        }

        writer.Close();
        EmitMembers(writer, node.Children, plan);
        writer.Close();
    }

    private static string PropertyType(NodePlan node)
    {
        var type = node.Form switch
        {
            PlaceForm.List => $"global::System.Collections.Generic.IReadOnlyList<{ElementType(node)}>",
            PlaceForm.Dictionary => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {ElementType(node)}>",
            _ => ElementType(node),
        };
        return node.IsOptional && !type.EndsWith("?", System.StringComparison.Ordinal) ? type + "?" : type;
    }

    private static string ElementType(NodePlan node) => node.TypeName + (node.IsNullable ? "?" : "");

    private static bool IsMixed(NodePlan node) => node.TypeName == "global::LoraDsl.Adapters.LayerAdapter";

    private static string Summary(NodePlan node, RecipePlan plan)
    {
        var subject = node.Form == PlaceForm.One ? $"<c>{Name(node)}</c>" : $"each of <c>{Name(node)}</c>";
        if (!node.IsLayer)
        {
            return $"The adapters of {subject}.";
        }

        var entries = node.Cases.Where(static adapted => adapted.Entry is not null).Select(adapted => $"<c>{Literals.Xml(plan.Entries[adapted.Entry!.Value].Text)}</c>").Distinct();
        return $"The adapter of {subject}, by {string.Join(" or ", entries)}.";
    }

    private static string Name(NodePlan node) => Literals.Xml(PlaceLeaf.Written(node.Name));

    private static string Text(string path, bool isInterpolated) => isInterpolated ? $"$\"{path}\"" : Literals.Of(path);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
