namespace LoraDsl.Formats.Runs;

/// <summary>Something that a run's history speaks for.</summary>
/// <param name="Kind">Which rule found it.</param>
/// <param name="Adapter">Path of the adapter that it is about, or <see langword="null"/> when it is about the run.</param>
/// <param name="Text">What was seen, and what to do about it.</param>
public sealed record Suggestion(SuggestionKind Kind, string? Adapter, string Text);
