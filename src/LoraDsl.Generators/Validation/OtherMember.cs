namespace LoraDsl.Generators.Validation;

/// <summary>A member that holds a layer, or may hold some, and that an attribute on the class does not adapt.</summary>
/// <param name="Name">The field, or the property that it is behind.</param>
/// <param name="TypeName">Its type, for a message.</param>
/// <param name="Form">Why it is not adapted.</param>
/// <param name="BaseClass">The base class that declares it, or <see langword="null"/> for a member of the class itself.</param>
/// <param name="IsLeftOut">Whether it has <c>[NoLora]</c>.</param>
internal sealed record OtherMember(string Name, string TypeName, OtherMemberForm Form, string? BaseClass, bool IsLeftOut);
