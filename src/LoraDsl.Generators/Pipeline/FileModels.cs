using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Pipeline;

/// <summary>What a file has for the generator.</summary>
/// <param name="Classes">The classes that attributes of methods adapt.</param>
/// <param name="Adaptables">The adaptable classes.</param>
/// <param name="Recipes">The recipes.</param>
internal sealed record FileModels(
    EquatableArray<AnnotatedClass> Classes, EquatableArray<AdaptableClass> Adaptables, EquatableArray<RecipeClass> Recipes)
{
    public static FileModels None { get; } =
        new(EquatableArray<AnnotatedClass>.Empty, EquatableArray<AdaptableClass>.Empty, EquatableArray<RecipeClass>.Empty);
}
