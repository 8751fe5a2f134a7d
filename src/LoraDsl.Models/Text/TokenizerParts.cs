using Microsoft.ML.Tokenizers;

namespace LoraDsl.Models.Text;

/// <summary>A tokenizer and what a model expects around the tokens.</summary>
/// <param name="Tokenizer">What cuts a text into tokens.</param>
/// <param name="Vocabulary">How many tokens it knows.</param>
internal sealed record TokenizerParts(Tokenizer Tokenizer, int Vocabulary)
{
    /// <summary>Tokens before a text.</summary>
    public IReadOnlyList<int> Before { get; init; } = [];

    /// <summary>Tokens behind a text.</summary>
    public IReadOnlyList<int> After { get; init; } = [];

    /// <summary>What batches are filled up with; <see langword="null"/> where the files name none.</summary>
    public int? Padding { get; init; }

    /// <summary>What ends a text that a model writes; <see langword="null"/> where the files name none.</summary>
    public int? End { get; init; }

    /// <summary>Tokens that stand for no text.</summary>
    public IReadOnlySet<int> Special { get; init; } = new HashSet<int>();

    /// <summary>On which side batches are filled up.</summary>
    public PaddingSide PaddingSide { get; init; }
}
