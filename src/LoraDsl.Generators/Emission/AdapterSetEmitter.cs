using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the typed set of adapters of a class.</summary>
internal static class AdapterSetEmitter
{
    public static void Emit(SourceWriter writer, ClassPlan plan)
    {
        writer.Write(
            $"""
            /// <summary>The adapters of <c>{Literals.Xml(plan.Header)}</c>{(plan.Budget is { } ranks ? $", which share out {Literals.Of(ranks)} ranks" : "")}.</summary>
            {Generated.Attribute}
            """);
        writer.Open("public sealed class Adapters : global::LoraDsl.Adapters.AdapterSet");
        EmitConstructor(writer, plan);
        foreach (var adapter in plan.Adapters)
        {
            writer.Separate();
            writer.Write(
                $$"""
                /// <summary>The adapter of <c>{{adapter.Field}}</c>: {{AdapterText.Describe(adapter)}}.</summary>
                public {{adapter.TypeName}} {{adapter.PropertyName}} { get; }
                """);
        }

        foreach (var child in plan.Children)
        {
            writer.Separate();
            writer.Write(
                $$"""
                /// <summary>The adapters of {{(child.IsList ? "each model in" : "the model")}} <c>{{child.Name}}</c>.</summary>
                {{child.Accessibility}} {{TypeOf(child)}} {{child.PropertyName}} { get; }
                """);
        }

        writer.Close();
        writer.Separate();
    }

    private static void EmitConstructor(SourceWriter writer, ClassPlan plan)
    {
        var budget = plan.Budget is { } ranks ? $", budget: {Literals.Of(ranks)}" : "";
        writer.Write("/// <summary>Makes the adapters of a model and registers them on it.</summary>");
        writer.Open($"internal Adapters({plan.Header} model)\n    : base(model, \"{plan.Name}\"{budget})");
        foreach (var adapter in plan.Adapters)
        {
            var layer = $"model.{adapter.Identifier}{(adapter.IsNullable ? "!" : "")}";
            writer.Write($"{adapter.PropertyName} = Add(new {adapter.TypeName}({layer}));");
        }

        foreach (var child in plan.Children)
        {
            var module = $"model.{child.Identifier}{(child.IsNullable ? "!" : "")}";
            writer.Write(child.IsList
                ? $"{child.PropertyName} = AddChildren(\"{child.Name}\", {module}, static child => child.Lora);"
                : $"{child.PropertyName} = AddChild(\"{child.Name}\", {module}, static child => child.Lora);");
        }

        writer.Close();
    }

    private static string TypeOf(ChildField child) => child.IsList
        ? $"global::LoraDsl.Adapters.AdapterSetList<{child.AdapterSetType}>"
        : child.AdapterSetType;
}
