namespace SparseDigits.Reporting;

/// <summary>A row of the table.</summary>
/// <param name="Pattern">What the transformer was pruned to.</param>
/// <param name="Method">What was done to it then.</param>
/// <param name="TrainableParameters">Values that training moved.</param>
/// <param name="TestAccuracy">Share of the test images that the merged transformer reads right, from 0 to 1; the mean over the seeds.</param>
/// <param name="Sparsity">Share of zeros in the pruned layers, from 0 to 1.</param>
/// <param name="KeepsPattern">Whether every pruned layer has the pattern.</param>
/// <param name="Seconds">Time that one training took, on average.</param>
internal sealed record SparseResult(
    string Pattern, string Method, long TrainableParameters, double TestAccuracy, double Sparsity, bool KeepsPattern, double Seconds);
