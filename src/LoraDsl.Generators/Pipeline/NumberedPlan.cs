using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Pipeline;

/// <summary>A plan whose file name needs a number.</summary>
internal sealed record NumberedPlan(IFilePlan Plan, int Number);
