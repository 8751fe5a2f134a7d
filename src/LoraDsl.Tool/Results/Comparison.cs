namespace LoraDsl.Tool.Results;

/// <summary>What `lora compare` says.</summary>
/// <param name="First">The first adapter.</param>
/// <param name="Second">The second.</param>
/// <param name="FirstParameters">Values of all factors of the first.</param>
/// <param name="SecondParameters">Values of all factors of the second.</param>
/// <param name="Layers">The layers of both, in the order of their paths.</param>
/// <param name="Warnings">What a user should know of the two, a sentence each.</param>
internal sealed record Comparison(
    string First, string Second, long FirstParameters, long SecondParameters, IReadOnlyList<ComparedLayer> Layers, IReadOnlyList<string> Warnings);
