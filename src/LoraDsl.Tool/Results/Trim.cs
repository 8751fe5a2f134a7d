namespace LoraDsl.Tool.Results;

/// <summary>What `lora trim` did.</summary>
/// <param name="Output">The folder that was written.</param>
/// <param name="Method">How: <c>svd</c> or <c>prefix</c>.</param>
/// <param name="OldParameters">Values of all factors before.</param>
/// <param name="NewParameters">Values of all factors after.</param>
/// <param name="Layers">The layers, in the order of their paths.</param>
/// <param name="Warnings">What a user should know of the adapter, a sentence each.</param>
internal sealed record Trim(string Output, string Method, long OldParameters, long NewParameters, IReadOnlyList<TrimmedLayer> Layers, IReadOnlyList<string> Warnings);
