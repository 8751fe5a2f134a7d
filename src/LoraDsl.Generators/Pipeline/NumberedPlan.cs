using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Pipeline;

/// <summary>A plan whose file's name is taken by another's.</summary>
internal sealed record NumberedPlan(ClassPlan Plan, int Number);
