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
        var loraPlans = Plans(Classes(context, KnownTypes.LoraAttribute, TrackingNames.LoraClasses));
        var dyLoraPlans = Plans(Classes(context, KnownTypes.DyLoraAttribute, TrackingNames.DyLoraClasses));
        var clashing = HintNamesOf(loraPlans).Combine(HintNamesOf(dyLoraPlans))
            .Select(static (pair, _) => HintNames.Clashing(pair.Left.AddRange(pair.Right)));
        EmitAll(context, loraPlans, clashing, forwardNamespace);
        EmitAll(context, dyLoraPlans, clashing, forwardNamespace);

        var distinct = Configurations(loraPlans).Collect().Combine(Configurations(dyLoraPlans).Collect())
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

    private static IncrementalValuesProvider<ClassPlan> Plans(IncrementalValuesProvider<AnnotatedClass> classes) => classes
        .Select(static (model, _) => Planner.Plan(model))
        .Where(static plan => plan is not null)
        .Select(static (plan, _) => plan!)
        .WithTrackingName(TrackingNames.Plans);

    private static IncrementalValueProvider<ImmutableArray<string>> HintNamesOf(IncrementalValuesProvider<ClassPlan> plans) =>
        plans.Select(static (plan, _) => plan.HintName).Collect();

    private static IncrementalValuesProvider<ForwardConfiguration> Configurations(IncrementalValuesProvider<ClassPlan> plans) => plans
        .SelectMany(static (plan, _) => plan.Adapters.Select(static adapter => adapter.Forward))
        .WithTrackingName(TrackingNames.Configurations);

    private static void EmitAll(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ClassPlan> plans,
        IncrementalValueProvider<EquatableArray<string>> clashing,
        IncrementalValueProvider<string> forwardNamespace) =>
        context.RegisterSourceOutput(
            plans.Combine(clashing.Combine(forwardNamespace)),
            static (output, pair) => output.AddSource(
                $"{HintNames.Unique(pair.Left.HintName, pair.Right.Left)}.Lora.g.cs",
                ClassEmitter.Emit(pair.Left, pair.Right.Right)));

    private static EquatableArray<ForwardConfiguration> Distinct(ImmutableArray<ForwardConfiguration> configurations) =>
        new(configurations.Distinct().OrderBy(static configuration => configuration.ClassName, System.StringComparer.Ordinal).ToImmutableArray());
}
