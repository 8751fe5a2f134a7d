namespace LoraDsl.Generators.Model;

/// <summary>A member of an adaptable class where something can be adapted: a layer, a child that has places, or several of either.</summary>
/// <param name="Name">The name under which TorchSharp registers it.</param>
/// <param name="Member">The field's or property's name, for a message.</param>
/// <param name="Expression">How its value is read from the model, without the model before it; an item's, from the Sequential.</param>
/// <param name="PropertyName">Name of the generated property.</param>
/// <param name="Accessibility">What is as visible as the field, as C# keywords, for the class's property by which a layer is called; empty where there is none.</param>
/// <param name="TreeAccessibility">How visible the property of the tree of places is.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Form">How many of them.</param>
/// <param name="IsOptional">Whether there may be none.</param>
/// <param name="TypeName">Full name of the layer's or child's class; empty for a Sequential.</param>
/// <param name="IsConverted">Whether the field's type does not show that class.</param>
/// <param name="In">Columns of the layer's weight as a matrix, or <see langword="null"/> when they are no constant.</param>
/// <param name="Out">Its rows.</param>
/// <param name="Places">Full name of the class with the child's places; empty for a layer.</param>
/// <param name="Items">The items of a Sequential that can be adapted; empty for all else.</param>
internal sealed record PlaceMember(
    string Name,
    string Member,
    string Expression,
    string PropertyName,
    string Accessibility,
    string TreeAccessibility,
    PlaceKind Kind,
    PlaceForm Form,
    bool IsOptional,
    string TypeName,
    bool IsConverted,
    long? In,
    long? Out,
    string Places,
    EquatableArray<PlaceMember> Items)
{
    /// <summary>Whether it is a Sequential that the class writes out, which calls its items itself.</summary>
    public bool IsSequential => Items.Count > 0;

    /// <summary>Whether it is a layer or several.</summary>
    public bool IsLayer => Kind != PlaceKind.Model;

    /// <summary>Whether the class gets a property by which it is called.</summary>
    public bool IsCalledByClass => Accessibility.Length > 0;
}
