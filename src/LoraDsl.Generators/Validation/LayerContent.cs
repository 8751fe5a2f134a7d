namespace LoraDsl.Generators.Validation;

/// <summary>A layer that a body puts into a member whose type does not show it.</summary>
/// <param name="Member">The member.</param>
/// <param name="LayerType">The layer's type; empty where <paramref name="MadeBy"/> makes it.</param>
/// <param name="IsWhole">Whether the layer is the member's whole value, and not a part of it.</param>
/// <param name="MadeBy">The routine of the class whose result goes into the member, or <see langword="null"/>.</param>
/// <param name="Place">Where a layer is registered that goes into no member, or <see langword="null"/>.</param>
internal sealed record LayerContent(string Member, string LayerType, bool IsWhole, string? MadeBy = null, int? Place = null);
