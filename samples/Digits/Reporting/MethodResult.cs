namespace Digits.Reporting;

/// <summary>A row of the table.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="TrainableParameters">Values that training moved.</param>
/// <param name="TestAccuracy">Share of the test images that are read right, from 0 to 1.</param>
/// <param name="Seconds">Time that training took, ranks found included.</param>
/// <param name="Ranks">Rank of each adapter, by the path of its layer; empty without adapters.</param>
internal sealed record MethodResult(
    string Method, long TrainableParameters, double TestAccuracy, double Seconds, IReadOnlyDictionary<string, int> Ranks);
