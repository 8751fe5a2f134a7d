using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>A start that is not the default.</summary>
/// <param name="Initialization">What A and B start with.</param>
/// <param name="Compensates">Whether the base takes back what a start with B·A ≠ 0 adds; of no account for the others.</param>
internal sealed record StartPlan(EnumOption Initialization, bool Compensates);
