namespace LoraDsl.Generators.Model;

/// <summary>Layers that are declared to read one input.</summary>
/// <param name="Name">The name as it was written.</param>
/// <param name="PropertyName">Name of the group's property: another where that one is taken, empty where it is no name at all.</param>
/// <param name="TypeName">Name of the group's class.</param>
/// <param name="OutputTypeName">Name of the type of its results.</param>
internal sealed record LayerGroup(string Name, string PropertyName, string TypeName, string OutputTypeName)
{
    /// <summary>Whether its name can be a property's.</summary>
    public bool HasName => PropertyName.Length > 0;
}
