namespace LoraDsl.Generators.Planning;

/// <summary>Where an adapter's configuration comes from.</summary>
/// <param name="Attribute">The attribute that it comes from.</param>
/// <param name="IsFromClass">Whether that attribute stands on the class.</param>
/// <param name="Completion">The class's attribute, where a field's attribute leaves options to it; else empty.</param>
internal sealed record AdapterSource(string Attribute, bool IsFromClass, string Completion = "");
