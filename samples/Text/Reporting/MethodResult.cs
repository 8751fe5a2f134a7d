namespace TextSample.Reporting;

/// <summary>What came of a method with a number of labels.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="Labels">How many mails it was trained on.</param>
/// <param name="TrainableParameters">Values that training moved.</param>
/// <param name="TestAccuracy">Share of the test mails that are told right, from 0 to 1.</param>
/// <param name="MacroF1">The mean of the F1 of ham and spam on the test mails, from 0 to 1.</param>
/// <param name="Seconds">Time that training took, ranks found included.</param>
/// <param name="Ranks">Rank of each adapter, by the path of its layer; empty without adapters.</param>
internal sealed record MethodResult(
    string Method, int Labels, long TrainableParameters, double TestAccuracy, double MacroF1, double Seconds, IReadOnlyDictionary<string, int> Ranks);
