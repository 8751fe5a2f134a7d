using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the typed set of adapters of a class.</summary>
internal static class AdapterSetEmitter
{
    public static void Emit(SourceWriter writer, ClassPlan plan)
    {
        var budget = plan.Budget is { } shared ? $", which share out {BudgetText.Describe(shared)}" : "";
        var inherited = plan.Base is { } ancestor ? $", and those of its base class <c>{ancestor.Name}</c>" : "";
        var modifiers = (plan.Base is null ? "" : "new ") + (plan.IsSealed ? "sealed " : "");
        writer.Write(
            $"""
            /// <summary>The adapters of <c>{Literals.Xml(plan.Header)}</c>{inherited}{budget}.</summary>
            {Generated.CodeAttribute}
            """);
        writer.Open($"public {modifiers}class Adapters : {plan.Base?.SetType ?? "global::LoraDsl.Adapters.AdapterSet"}");
        EmitConstructor(writer, plan);
        if (!plan.IsSealed)
        {
            EmitContinuation(writer, plan);
        }

        foreach (var adapter in plan.Adapters)
        {
            writer.Separate();
            writer.Write(
                $$"""
                /// <inheritdoc cref="{{adapter.TypeName}}"/>
                public {{AdapterText.PropertyType(adapter)}} {{adapter.PropertyName}} { get; }
                """);
        }

        foreach (var group in plan.Groups)
        {
            GroupEmitter.EmitMember(writer, group);
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
        var first = plan.Base is { } ancestor ? $"model.{ancestor.SetProperty}" : "model";
        writer.Write(
            """
            /// <summary>Makes the adapters of a model and registers them on it.</summary>
            /// <param name="model">The model.</param>
            """);
        if (plan.NamesObsolete)
        {
            // In obsolete code even a layer may be named whose use is an error.
            writer.Write("[global::System.Obsolete]");
        }

        writer.Open($"internal Adapters({plan.Header} model)\n    : base({first}, \"{plan.Name}\"{BudgetText.Argument(plan.Budget)})");
        foreach (var adapter in plan.Adapters)
        {
            var layer = $"model.{adapter.Identifier}";
            writer.Write(adapter.IsNullable
                ? $"{adapter.PropertyName} = {layer} is null ? null : Add(new {adapter.TypeName}({layer}));"
                : $"{adapter.PropertyName} = Add(new {adapter.TypeName}({layer}));");
        }

        foreach (var group in plan.Groups)
        {
            writer.Write($"{group.PropertyName} = new {group.TypeName}(this);");
        }

        foreach (var child in plan.Children)
        {
            var module = $"model.{child.Identifier}";
            var method = child.IsList ? "AddChildren" : "AddChild";
            var present = child.IsNullable ? $"{module} is null ? null : " : "";
            writer.Write($"{child.PropertyName} = {present}{method}(\"{child.Name}\", {module}, static child => child.{child.SetProperty});");
        }

        foreach (var whole in plan.Whole)
        {
            var module = $"model.{whole.Identifier}";
            var statement = $"AddWhole(\"{whole.Field}\", {module});";
            if (!whole.IsNullable)
            {
                writer.Write(statement);
                continue;
            }

            writer.Separate();
            writer.Write($"if ({module} is not null)\n{{\n    {statement}\n}}");
            writer.Separate();
        }

        if (plan.Bias != BiasTraining.None)
        {
            writer.Write($"TrainBiases({Literals.Of(plan.Bias)});");
        }

        writer.Close();
    }

    // A base class attaches its adapters in its constructor, before the derived class has layers.
    private static void EmitContinuation(SourceWriter writer, ClassPlan plan)
    {
        writer.Separate();
        writer.Write(
            """
            /// <summary>Continues the adapters that this class has attached with those of a class that derives from it.</summary>
            /// <param name="attached">The adapters of this class.</param>
            /// <param name="modelName">Name of the derived class.</param>
            /// <param name="budget">The derived class's budget, which then counts for all of them.</param>
            """);
        writer.Open(
            "protected Adapters(Adapters attached, string modelName, global::LoraDsl.Adapters.AdapterBudget? budget = null)\n"
            + "    : base(attached, modelName, budget)");
        foreach (var adapter in plan.Adapters)
        {
            writer.Write($"{adapter.PropertyName} = attached.{adapter.PropertyName};");
        }

        foreach (var group in plan.Groups)
        {
            writer.Write($"{group.PropertyName} = attached.{group.PropertyName};");
        }

        foreach (var child in plan.Children)
        {
            writer.Write($"{child.PropertyName} = attached.{child.PropertyName};");
        }

        writer.Close();
    }

    private static string TypeOf(ChildField child) =>
        (child.IsList ? $"global::LoraDsl.Adapters.AdapterSetList<{child.AdapterSetType}>" : child.AdapterSetType) + (child.IsNullable ? "?" : "");
}
