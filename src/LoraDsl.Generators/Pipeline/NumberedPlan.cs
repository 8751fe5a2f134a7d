using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Pipeline;

/// <summary>A plan whose file name needs a number.</summary>
internal sealed record NumberedPlan(ClassPlan Plan, int Number);
