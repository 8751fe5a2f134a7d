using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the generated part of an annotated class.</summary>
internal static class ClassEmitter
{
    public static string Emit(ClassPlan plan, EmissionSettings settings)
    {
        var writer = new SourceWriter();
        writer.Write(Generated.Header);
        if (plan.NamesObsolete)
        {
            writer.Write(Generated.MayNameObsolete);
        }

        if (plan.Namespace.Length > 0)
        {
            writer.Write($"namespace {plan.Namespace};\n");
        }

        foreach (var outer in plan.Enclosing)
        {
            writer.Open($"partial {outer.Keyword} {outer.Name}");
        }

        writer.Open($"partial class {plan.Header}");
        EmitSetProperty(writer, plan);
        foreach (var adapter in plan.Adapters)
        {
            EmitShortcut(writer, plan, adapter, adapter.Shortcut.Keywords(settings.Accessibility));
        }

        foreach (var group in plan.Groups)
        {
            GroupEmitter.EmitShortcut(writer, plan, group, settings.Accessibility);
        }

        EmitAttach(writer, plan);
        AdapterSetEmitter.Emit(writer, plan);
        foreach (var adapter in plan.Adapters)
        {
            AdapterEmitter.Emit(writer, adapter, settings.ForwardNamespace);
        }

        foreach (var group in plan.Groups)
        {
            GroupEmitter.EmitTypes(writer, group);
        }

        writer.Close();
        foreach (var _ in plan.Enclosing)
        {
            writer.Close();
        }

        return writer.ToString();
    }

    private static void EmitSetProperty(SourceWriter writer, ClassPlan plan)
    {
        var inherited = plan.Base is { } ancestor
            ? $"\n/// <remarks><c>{ancestor.SetProperty}</c> has the same adapters, typed as those of <c>{ancestor.Name}</c>.</remarks>"
            : "";
        writer.Write(
            $"""
            {Generated.Attribute}
            private Adapters? {plan.SetField};

            /// <summary>The adapters of this model{(plan.Base is null ? "" : ", those of its base class included,")} and of its children.</summary>{inherited}
            /// <exception cref="global::System.InvalidOperationException"><see cref="AttachLora"/> has not run yet.</exception>
            {Generated.CodeAttribute}
            public Adapters {plan.SetProperty} => {plan.SetField} ?? throw global::LoraDsl.Adapters.AdapterSet.NotAttached("{plan.Name}");
            """);
        writer.Separate();
    }

    private static void EmitShortcut(SourceWriter writer, ClassPlan plan, AdapterPlan adapter, string visibility)
    {
        writer.Write(
            $"""
            /// <inheritdoc cref="{adapter.TypeName}"/>
            {Generated.CodeAttribute}
            {visibility} {AdapterText.PropertyType(adapter)} {adapter.PropertyName} => {plan.SetProperty}.{adapter.PropertyName};
            """);
        writer.Separate();
    }

    private static void EmitAttach(SourceWriter writer, ClassPlan plan)
    {
        var order = plan.Base is { } ancestor
            ? $"\n/// The base class <c>{ancestor.Name}</c> has attached its own adapters in its constructor by then."
            : "";
        writer.Write(
            $$"""
            /// <summary>
            /// Makes the adapters and registers each beside its layer. Call it once, at the end of the constructor, when every layer is
            /// assigned and registered.{{order}}
            /// </summary>
            /// <exception cref="global::System.InvalidOperationException">It ran before, or a layer is missing or not registered.</exception>
            {{Generated.CodeAttribute}}
            private {{(plan.Base is { Encloses: true } ? "new " : "")}}void AttachLora()
            {
                if ({{plan.SetField}} is not null)
                {
                    throw global::LoraDsl.Adapters.AdapterSet.AttachedTwice("{{plan.Name}}");
                }

                {{plan.SetField}} = new Adapters(this);
            }
            """);
        writer.Separate();
    }
}
