using TextSample.Reporting;

namespace TextSample.Training;

/// <summary>What came of a method.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Check">What was checked of its adapters.</param>
internal sealed record AdapterOutcome(IReadOnlyList<MethodResult> Rows, AdapterCheck Check);
