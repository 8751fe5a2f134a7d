using System.Linq;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the values of a recipe: of its only entry together, of several each in a record of its own.</summary>
internal static class RecipeValuesEmitter
{
    public static void Emit(SourceWriter writer, RecipePlan plan)
    {
        writer.Write(
            $"""
            /// <summary>What may be given when the recipe is attached. What is left out is as the recipe says.</summary>
            {Generated.CodeAttribute}
            """);
        writer.Open("public sealed record Values");
        if (plan.Budget is { } budget)
        {
            writer.Write(
                $$"""
                /// <summary>The {{(budget.Unit is null ? "ranks" : "parameters")}} to share out over the adaptive adapters, at least 1.</summary>
                public int Budget { get; init; } = {{Literals.Of(budget.Amount)}};
                """);
            writer.Separate();
        }

        foreach (var entry in plan.Entries.Where(static entry => entry.Values.Count > 0))
        {
            if (entry.ValuesName.Length == 0)
            {
                EmitValues(writer, entry.Values);
                continue;
            }

            writer.Write(
                $$"""
                /// <inheritdoc cref="{{entry.ValuesName}}Values"/>
                public {{entry.ValuesName}}Values {{entry.ValuesName}} { get; init; } = new();
                """);
            writer.Separate();
        }

        foreach (var entry in plan.Entries.Where(static entry => entry.ValuesName.Length > 0 && entry.Values.Count > 0))
        {
            writer.Write($"/// <summary>The values of <c>{Literals.Xml(entry.Text)}</c>.</summary>");
            writer.Open($"public sealed record {entry.ValuesName}Values");
            EmitValues(writer, entry.Values);
            writer.Close();
            writer.Separate();
        }

        writer.Close();
    }

    private static void EmitValues(SourceWriter writer, EquatableArray<ValuePlan> values)
    {
        foreach (var value in values)
        {
            writer.Write(
                $$"""
                /// <summary>{{value.Summary}}</summary>
                public {{value.Type}} {{value.Name}} { get; init; }{{(value.Default.Length == 0 ? "" : $" = {value.Default};")}}
                """);
            writer.Separate();
        }
    }
}
