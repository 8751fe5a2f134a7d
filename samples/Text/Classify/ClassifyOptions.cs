namespace TextSample.Classify;

/// <summary>What the command line of <c>classify</c> asks for.</summary>
/// <param name="Folder">The adapters' folder.</param>
internal sealed record ClassifyOptions(string Folder);
