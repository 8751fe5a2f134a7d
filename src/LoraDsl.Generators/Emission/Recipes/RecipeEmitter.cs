using System.Linq;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the generated part of a recipe: <c>Attach</c>, the typed set, and the values that may be given when it is attached.</summary>
internal static class RecipeEmitter
{
    public static string Emit(RecipePlan plan)
    {
        var writer = new SourceWriter();
        writer.OpenType(plan.Namespace, plan.Enclosing, $"partial class {plan.Header}");
        EmitAttach(writer, plan);
        EmitSet(writer, plan);
        RecipeValuesEmitter.Emit(writer, plan);
        writer.CloseType(plan.Enclosing);
        return writer.ToString();
    }

    private static void EmitAttach(SourceWriter writer, RecipePlan plan)
    {
        writer.Write(
            $"""
            /// <summary>Makes the recipe's adapters for a model and puts them in force.</summary>
            /// <param name="model">The model.</param>
            /// <param name="name">The name of the adapters, by which they stand beside others.</param>
            /// <param name="with">Values in the place of the recipe's own.</param>
            /// <returns>The adapters, in the model's shape.</returns>
            /// <exception cref="global::System.ArgumentException">A value is out of its range, or the model has no element that the recipe names; nothing was changed.</exception>
            /// <exception cref="global::System.InvalidOperationException">The model has adapters of this name already; nothing was changed.</exception>
            {Generated.CodeAttribute}
            {plan.Accessibility} static Adapters Attach({plan.Model} model, string name = "default", Values? with = null) =>
                global::LoraDsl.Recipes.RecipeAdapterSet.Attach(model, name, () => new Adapters(model, name, with ?? new Values()));
            """);
        writer.Separate();
    }

    private static void EmitSet(SourceWriter writer, RecipePlan plan)
    {
        writer.Write(
            $"""
            /// <summary>The recipe's adapters on a <c>{Literals.Xml(plan.ModelName)}</c>, in its shape.</summary>
            {Generated.CodeAttribute}
            """);
        writer.Open("public sealed class Adapters : global::LoraDsl.Recipes.RecipeAdapterSet");
        foreach (var entry in plan.Entries)
        {
            writer.Write($"private readonly {entry.OptionsType} {entry.OptionsField};");
        }

        writer.Separate();
        var budget = plan.Budget is null ? "" : BudgetText.Argument(plan.Budget).Replace($"new({Literals.Of(plan.Budget.Amount)})", "new(with.Budget)");
        writer.Open($"internal Adapters({plan.Model} model, string name, Values with)\n    : base(model, \"{plan.Name}\", name{budget})");
        foreach (var entry in plan.Entries)
        {
            writer.Write($"{entry.OptionsField} = {Options(entry)};");
        }

        if (plan.Nodes.Count > 0)
        {
            writer.Write($"var places = new {plan.Places}(model);");
        }

        foreach (var node in plan.Nodes)
        {
            RecipeNodeEmitter.EmitAssignment(writer, node, plan, "this", null);
        }

        if (plan.Whole.Count > 0)
        {
            writer.Write($"AddWhole({string.Join(", ", plan.Whole.Select(Literals.Of))});");
        }

        if (plan.Bias != BiasTraining.None)
        {
            writer.Write($"TrainBiases({Literals.Of(plan.Bias)});");
        }

        writer.Close();
        RecipeNodeEmitter.EmitMembers(writer, plan.Nodes, plan);
        writer.Close();
        writer.Separate();
    }

    private static string Options(EntryPlan entry)
    {
        var values = entry.ValuesName.Length == 0 ? "with" : $"with.{entry.ValuesName}";
        var arguments = string.Join(", ", entry.Values.Where(static value => value.IsPositional).Select(value => $"{values}.{value.Name}"));
        var assignments = entry.Values.Where(static value => !value.IsPositional).Select(value => $"{value.Name} = {values}.{value.Name}").Concat(entry.Fixed).ToList();
        return assignments.Count == 0 ? $"new({arguments})" : $"new({arguments})\n{{\n    {string.Join(",\n    ", assignments)},\n}}";
    }
}
