namespace LoraDsl.Generators.Model;

/// <summary>A class with <c>[LoraRecipe]</c> as it was written, with the places of its model. Holds no symbol, syntax or location.</summary>
/// <param name="HintName">Its full name in the characters that a file name may have.</param>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Enclosing">The types that it is nested in, outermost first.</param>
/// <param name="Name">Its name.</param>
/// <param name="Header">Its name with its type parameters.</param>
/// <param name="IsPartial">Whether every declaration is partial.</param>
/// <param name="Refusal">Why nothing can be generated for it, or <see langword="null"/>.</param>
/// <param name="TakenName">The member that has a name which the generated part needs, or <see langword="null"/>.</param>
/// <param name="Model">Full name of the model's class; empty where it is none.</param>
/// <param name="ModelName">Its name, for messages.</param>
/// <param name="ModelProblem">Why it has no places for a recipe, or <see langword="null"/>.</param>
/// <param name="Accessibility">How visible a member that takes the model can be.</param>
/// <param name="Places">Full name of the class with the model's places.</param>
/// <param name="Tree">The model's places.</param>
/// <param name="Entries">The entries, in the order in which they are written.</param>
/// <param name="Whole">What each <c>[TrainWhole]</c> names.</param>
/// <param name="TakenInSet">The properties of the tree whose names members of a set of adapters have already.</param>
internal sealed record RecipeClass(
    string HintName,
    string Namespace,
    EquatableArray<EnclosingType> Enclosing,
    string Name,
    string Header,
    bool IsPartial,
    string? Refusal,
    string? TakenName,
    string Model,
    string ModelName,
    string? ModelProblem,
    string Accessibility,
    string Places,
    EquatableArray<PlaceNode> Tree,
    EquatableArray<RecipeEntry> Entries,
    EquatableArray<LayerSelection> Whole,
    EquatableArray<string> TakenInSet);
