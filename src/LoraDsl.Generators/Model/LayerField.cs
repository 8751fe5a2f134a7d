namespace LoraDsl.Generators.Model;

/// <summary>A field that is a layer of a kind that can be adapted, or that has an attribute of ours.</summary>
/// <param name="Name">The field's name, under which TorchSharp registers the layer.</param>
/// <param name="Identifier">The name as it is written in source: <c>@out</c> for <c>out</c>, the property's for the field behind it.</param>
/// <param name="Kind">Whether it can carry an adapter, and of which kind.</param>
/// <param name="TypeName">Its type, for a message.</param>
/// <param name="IsNullable">Whether its type is annotated as nullable.</param>
/// <param name="Annotations">Its own attributes.</param>
/// <param name="PropertyName">Name of the adapter's property; empty when the layer is not adapted.</param>
/// <param name="AdapterTypeName">Name of the adapter's class; empty when the layer is not adapted.</param>
/// <param name="Visibility">How visible the property is that is as visible as the field, as C# keywords.</param>
/// <param name="IsModule">Whether it holds a module of the instance.</param>
internal sealed record LayerField(
    string Name,
    string Identifier,
    LayerKind Kind,
    string TypeName,
    bool IsNullable,
    Annotations Annotations,
    string PropertyName,
    string AdapterTypeName,
    string Visibility,
    bool IsModule)
{
    /// <summary>Whether there is an adapter for a layer of its kind.</summary>
    public bool CanBeAdapted => Kind is LayerKind.Linear or LayerKind.Embedding or LayerKind.Conv2d;

    /// <summary>Whether it is adapted, by its own attribute or by its class's.</summary>
    public bool IsAdapted => PropertyName.Length > 0;
}
