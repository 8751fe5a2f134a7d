namespace LoraDsl.Generators.Model;

/// <summary>A member of an adaptable class that may hold layers which no recipe reaches.</summary>
/// <param name="Member">The field or property.</param>
/// <param name="Reason">Why, and what to write instead.</param>
internal sealed record UnreachedMember(string Member, string Reason);
