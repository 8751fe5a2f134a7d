namespace LoraDsl.Generators.Model;

/// <summary>A place of a model, or a part of it that has places, with all that is below it.</summary>
/// <param name="Name">The name under which the model registers it.</param>
/// <param name="PropertyName">The property of the tree of places above it.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Form">How many of them.</param>
/// <param name="IsOptional">Whether there may be none.</param>
/// <param name="In">Columns of the layer's weight, if known.</param>
/// <param name="Out">Its rows, if known.</param>
/// <param name="Places">Full name of the class with its places; empty for a layer.</param>
/// <param name="Children">What is below it.</param>
internal sealed record PlaceNode(
    string Name,
    string PropertyName,
    PlaceKind Kind,
    PlaceForm Form,
    bool IsOptional,
    long? In,
    long? Out,
    string Places,
    EquatableArray<PlaceNode> Children)
{
    public bool IsLayer => Kind != PlaceKind.Model;
}
