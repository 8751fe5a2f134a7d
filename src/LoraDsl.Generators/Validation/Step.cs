namespace LoraDsl.Generators.Validation;

/// <summary>One thing that a routine does.</summary>
/// <param name="Kind">What.</param>
/// <param name="Name">The field that is assigned, or the routine that is called.</param>
/// <param name="Place">Where.</param>
/// <param name="IsSure">Whether it is always done, once, in the order of the source.</param>
/// <param name="IsRepeated">Whether it stands in a loop.</param>
/// <param name="IsStatement">Whether it is a statement of its own in a block.</param>
internal sealed record Step(StepKind Kind, string Name, int Place, bool IsSure, bool IsRepeated, bool IsStatement);
