namespace LoraDsl.Generators.Planning;

/// <summary>Where an adapter's configuration comes from.</summary>
/// <param name="Attribute">The attribute that it comes from.</param>
/// <param name="IsFromClass">Whether that attribute stands on the class.</param>
/// <param name="Inherited">The options that a field's attribute leaves to the class's, in words; empty when there are none.</param>
/// <param name="ClassAttribute">The class's attribute, where there is one of the same kind.</param>
internal sealed record AdapterSource(string Attribute, bool IsFromClass, string Inherited = "", string ClassAttribute = "");
