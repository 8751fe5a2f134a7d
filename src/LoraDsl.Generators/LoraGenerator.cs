using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Emission;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators;

/// <summary>
/// Continues every annotated class with its adapters, and adds the forward pass of every distinct configuration once per
/// compilation. Reports nothing: diagnostics come from the analyzers.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class LoraGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var forwardNamespace = context.CompilationProvider
            .Select(static (compilation, _) => ForwardNamespace.Of(compilation.AssemblyName))
            .WithTrackingName(TrackingNames.ForwardNamespace);
        EmitAll(context, Classes(context, KnownTypes.LoraAttribute, TrackingNames.LoraClasses), forwardNamespace, out var lora);
        EmitAll(context, Classes(context, KnownTypes.DyLoraAttribute, TrackingNames.DyLoraClasses), forwardNamespace, out var dyLora);

        var distinct = lora.Collect().Combine(dyLora.Collect())
            .Select(static (pair, _) => Distinct(pair.Left.AddRange(pair.Right)))
            .WithTrackingName(TrackingNames.DistinctConfigurations);
        context.RegisterSourceOutput(
            distinct.SelectMany(static (configurations, _) => configurations).Combine(forwardNamespace),
            static (output, pair) => output.AddSource(
                $"LoraDsl.Generated.{pair.Left.ClassName}.g.cs",
                ForwardEmitter.Emit(pair.Left, pair.Right)));
    }

    private static IncrementalValuesProvider<AnnotatedClass> Classes(
        IncrementalGeneratorInitializationContext context, string attribute, string trackingName) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is TypeDeclarationSyntax or VariableDeclaratorSyntax,
                static (site, _) => AnnotationSites.ClassOf(site) is { } type
                    ? ClassParser.Parse(type, site.SemanticModel.Compilation)
                    : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(trackingName);

    private static void EmitAll(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<AnnotatedClass> classes,
        IncrementalValueProvider<string> forwardNamespace,
        out IncrementalValuesProvider<ForwardConfiguration> configurations)
    {
        var plans = classes
            .Select(static (model, _) => Planner.Plan(model))
            .Where(static plan => plan is not null)
            .Select(static (plan, _) => plan!)
            .WithTrackingName(TrackingNames.Plans);
        configurations = plans
            .SelectMany(static (plan, _) => plan.Adapters.Select(static adapter => adapter.Forward))
            .WithTrackingName(TrackingNames.Configurations);
        context.RegisterSourceOutput(
            plans.Combine(forwardNamespace),
            static (output, pair) => output.AddSource($"{pair.Left.HintName}.Lora.g.cs", ClassEmitter.Emit(pair.Left, pair.Right)));
    }

    private static EquatableArray<ForwardConfiguration> Distinct(ImmutableArray<ForwardConfiguration> configurations) =>
        new(configurations.Distinct().OrderBy(static configuration => configuration.ClassName, System.StringComparer.Ordinal).ToImmutableArray());
}
