namespace LoraDsl.Generators.Planning;

/// <summary>How visible a property is by which a layer is called.</summary>
/// <param name="Written">What its attribute says, or its class's; <see langword="null"/> where they leave it to the assembly.</param>
/// <param name="OfField">What is as visible as the layer's field, as C# keywords.</param>
internal sealed record ShortcutVisibility(PlaceAccessibility? Written, string OfField)
{
    /// <summary>The C# keywords.</summary>
    /// <param name="ofAssembly">What the assembly says where no attribute does.</param>
    public string Keywords(PlaceAccessibility ofAssembly) => (Written ?? ofAssembly) switch
    {
        PlaceAccessibility.Public => "public",
        PlaceAccessibility.Internal => "internal",
        PlaceAccessibility.Private => "private",
        _ => OfField,
    };
}
