namespace LoraDsl.Generators.Model;

/// <summary>Layers of an adaptable class that are declared to read one input.</summary>
/// <param name="Group">What the group is called.</param>
/// <param name="Fields">The fields that name it, in the order of their declaration.</param>
internal sealed record PlaceGroup(LayerGroup Group, EquatableArray<PlaceGroupField> Fields);

/// <summary>A field of an adaptable class that names a group.</summary>
/// <param name="Field">The field's name, by which its attributes are found.</param>
/// <param name="Member">The field's or property's name, which is that of its place if it is one.</param>
/// <param name="TypeName">Its type, for a message; empty when the compiler does not know it.</param>
/// <param name="IsStatic">Whether it is static.</param>
/// <param name="NoLora">Whether it has <c>[NoLora]</c>.</param>
internal sealed record PlaceGroupField(string Field, string Member, string TypeName, bool IsStatic, bool NoLora);
