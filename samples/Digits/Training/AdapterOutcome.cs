using Digits.Reporting;

namespace Digits.Training;

/// <summary>What came of a method.</summary>
/// <param name="Rows">Its rows in the table.</param>
/// <param name="Check">What was checked of its adapters.</param>
internal sealed record AdapterOutcome(IReadOnlyList<MethodResult> Rows, AdapterCheck Check);
