namespace LoraDsl.Generators.Model;

/// <summary>An attribute of a recipe that says how some of its model's places are adapted.</summary>
/// <param name="Occurrence">Its number among the recipe's attributes of its class.</param>
/// <param name="Declaration">The method and its options, or <see langword="null"/> for <c>[NoLora]</c>.</param>
/// <param name="Layers">The paths that it is about.</param>
/// <param name="Text">The attribute as it is written.</param>
internal sealed record RecipeEntry(int Occurrence, AdapterDeclaration? Declaration, LayerSelection Layers, string Text);
