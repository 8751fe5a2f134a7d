namespace LoraDsl.Generators.Planning;

/// <summary>One layer of a group.</summary>
/// <param name="Field">The layer's field.</param>
/// <param name="PropertyName">Name of the property by which it is called.</param>
/// <param name="OutputName">Name of its part of the results.</param>
internal sealed record GroupMemberPlan(string Field, string PropertyName, string OutputName);
