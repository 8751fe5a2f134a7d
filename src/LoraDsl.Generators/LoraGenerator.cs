using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using LoraDsl.Generators.Emission;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Pipeline;
using LoraDsl.Generators.Planning;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators;

/// <summary>
/// Continues every annotated class with its adapters, every adaptable class with its places and every recipe with what it attaches, and
/// adds the forward pass of every distinct configuration once per compilation. Reports nothing: diagnostics come from the analyzers.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class LoraGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var settings = context.CompilationProvider
            .Select(static (compilation, _) => EmissionSettings.Of(compilation))
            .WithTrackingName(TrackingNames.EmissionSettings);
        var forwardNamespace = settings
            .Select(static (settings, _) => settings.ForwardNamespace)
            .WithTrackingName(TrackingNames.ForwardNamespace);
        var files = Files(context);
        var plans = Plans(files);
        EmitPlaces(context, files, settings);
        EmitRecipes(context, files);
        EmitClasses(context, plans, settings);
        EmitForwards(context, plans, forwardNamespace);
    }

    // Not ForAttributeWithMetadataName, which binds and parses every annotated class at every edit: docs/architecture.md has the figures.
    private static IncrementalValuesProvider<FileModels> Files(IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is CompilationUnitSyntax,
                static (site, cancellation) => AnnotatedClasses.Of(site, cancellation))
            .WithTrackingName(TrackingNames.Files);

    private static IncrementalValuesProvider<ClassPlan> Plans(IncrementalValuesProvider<FileModels> files) =>
        files
            .SelectMany(static (models, _) => models.Classes)
            .WithTrackingName(TrackingNames.Classes)
            .Select(static (model, _) => Planner.Plan(model))
            .Where(static plan => plan is not null)
            .Select(static (plan, _) => plan!)
            .WithTrackingName(TrackingNames.Plans);

    private static void EmitPlaces(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<FileModels> files, IncrementalValueProvider<EmissionSettings> settings)
    {
        var places = files
            .SelectMany(static (models, _) => models.Adaptables)
            .Where(static model => PlaceRules.HasGeneratedPart(model))
            .WithTrackingName(TrackingNames.Adaptables);
        context.RegisterSourceOutput(
            places.Combine(places.Collect().Select(static (all, _) => HintNames.Clashes(all)).Combine(settings)),
            static (output, pair) => output.AddSource(
                $"{HintNames.Of(pair.Left, pair.Right.Left)}.Places.g.cs", AdaptableEmitter.Emit(pair.Left, pair.Right.Right.Accessibility)));
    }

    private static void EmitRecipes(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<FileModels> files)
    {
        var plans = files
            .SelectMany(static (models, _) => models.Recipes)
            .WithTrackingName(TrackingNames.Recipes)
            .Select(static (recipe, _) => RecipePlanner.Plan(recipe))
            .Where(static plan => plan is not null)
            .Select(static (plan, _) => plan!)
            .WithTrackingName(TrackingNames.RecipePlans);
        context.RegisterSourceOutput(
            plans.Combine(plans.Collect().Select(static (all, _) => HintNames.Clashes(all))),
            static (output, pair) => output.AddSource(
                $"{HintNames.Of(pair.Left, pair.Right)}.Recipe.g.cs", RecipeEmitter.Emit(pair.Left)));
    }

    private static void EmitClasses(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ClassPlan> plans,
        IncrementalValueProvider<EmissionSettings> settings)
    {
        var clashes = plans.Collect()
            .Select(static (all, _) => HintNames.Clashes(all))
            .WithTrackingName(TrackingNames.Clashes);
        context.RegisterSourceOutput(
            plans.Combine(clashes.Combine(settings)),
            static (output, pair) => output.AddSource(
                $"{HintNames.Of(pair.Left, pair.Right.Left)}.Lora.g.cs",
                ClassEmitter.Emit(pair.Left, pair.Right.Right)));
    }

    private static void EmitForwards(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ClassPlan> plans,
        IncrementalValueProvider<string> forwardNamespace)
    {
        var distinct = plans
            .Select(static (plan, _) => Forwards(plan))
            .WithTrackingName(TrackingNames.Configurations)
            .Collect()
            .Combine(forwardNamespace)
            .Select(static (pair, _) => pair.Right == RuntimeForwards.Namespace
                ? RuntimeForwards.All
                : Distinct(pair.Left, static configuration => configuration.ClassName))
            .WithTrackingName(TrackingNames.DistinctConfigurations);
        context.RegisterSourceOutput(
            distinct.SelectMany(static (configurations, _) => configurations).Combine(forwardNamespace),
            static (output, pair) => output.AddSource(
                $"LoraDsl.Generated.{pair.Left.ClassName}.g.cs",
                ForwardEmitter.Emit(pair.Left, pair.Right)));
    }

    private static EquatableArray<ForwardConfiguration> Forwards(ClassPlan plan)
    {
        var forwards = ImmutableArray.CreateBuilder<ForwardConfiguration>();
        foreach (var adapter in plan.Adapters)
        {
            if (adapter.Forward.Kind != ForwardKind.OfRuntime && !forwards.Contains(adapter.Forward))
            {
                forwards.Add(adapter.Forward);
            }
        }

        return new EquatableArray<ForwardConfiguration>(forwards.ToImmutable());
    }

    private static EquatableArray<T> Distinct<T>(ImmutableArray<EquatableArray<T>> all, Func<T, string> name)
        where T : IEquatable<T>
    {
        var distinct = new HashSet<T>();
        foreach (var configurations in all)
        {
            foreach (var configuration in configurations)
            {
                distinct.Add(configuration);
            }
        }

        var sorted = ImmutableArray.CreateRange(distinct);
        return new EquatableArray<T>(sorted.Sort((left, right) => string.CompareOrdinal(name(left), name(right))));
    }
}
