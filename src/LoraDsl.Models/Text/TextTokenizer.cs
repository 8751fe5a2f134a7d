using static TorchSharp.torch;

namespace LoraDsl.Models.Text;

/// <summary>Cuts texts into the tokens of a model, by the files in its folder.</summary>
public sealed class TextTokenizer
{
    private readonly TokenizerParts parts;

    private TextTokenizer(TokenizerParts parts, int? maxLength) => (this.parts, MaxLength) = (parts, maxLength);

    /// <summary>How many tokens there are.</summary>
    public int Vocabulary => parts.Vocabulary;

    /// <summary>The most tokens that the model has places for, special ones included, where the folder says it.</summary>
    public int? MaxLength { get; }

    /// <summary>What batches are filled up with; <see langword="null"/> where the folder names no such token.</summary>
    public long? Padding => parts.Padding;

    /// <summary>What ends a text that a model writes, the <c>eos_token</c>; <see langword="null"/> where the folder names no such token.</summary>
    public long? End => parts.End;

    /// <summary>What stands before every text, such as <c>[CLS]</c> or a beginning of a sequence.</summary>
    public IReadOnlyList<long> Before => [.. parts.Before.Select(id => (long)id)];

    /// <summary>What stands behind every text.</summary>
    public IReadOnlyList<long> After => [.. parts.After.Select(id => (long)id)];

    /// <summary>Reads a folder's tokenizer: <c>tokenizer.json</c> (WordPiece, byte-level BPE), <c>vocab.txt</c>, <c>tokenizer.model</c> (SentencePiece), or <c>vocab.json</c> with <c>merges.txt</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It has no tokenizer.</exception>
    /// <exception cref="InvalidDataException">A file contradicts itself, the tokenizer is of a kind that is not read here, or it has more tokens than the folder's model.</exception>
    public static TextTokenizer Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var files = new TokenizerFiles(folder);
        var parts = TokenizerKinds.Read(files);
        if (TokenizerFiles.Length(files.Model["vocab_size"]) is { } known && known < parts.Vocabulary)
            throw new InvalidDataException($"The tokenizer in '{folder}' has {parts.Vocabulary} tokens, and its model knows {known}: it is the tokenizer of another model.");
        return new TextTokenizer(
            parts with { Padding = parts.Padding ?? TokenizerFiles.Token(files.Model["pad_token_id"]), End = parts.End ?? TokenizerFiles.Token(files.Model["eos_token_id"]) },
            LimitOf(files));
    }

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The most tokens, special ones included; what is over is cut off at the end. The model's limit unless told.</param>
    /// <param name="addSpecial">Whether the tokens that the model expects around a text are added.</param>
    public IReadOnlyList<long> Encode(string text, int? maxLength = null, bool addSpecial = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (before, after) = addSpecial ? (parts.Before, parts.After) : ([], []);
        var room = (maxLength ?? MaxLength) is { } limit ? limit - before.Count - after.Count : int.MaxValue;
        if (room < 1)
            throw new ArgumentOutOfRangeException(nameof(maxLength), maxLength, $"There has to be room for a token beside the {before.Count + after.Count} special ones.");
        return [.. before, .. parts.Tokenizer.EncodeToIds(text).Take(room).Select(id => (long)id), .. after];
    }

    /// <summary>The tokens of several texts, filled up to the longest.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="maxLength">The most tokens of each, special ones included; what is over is cut off at the end. The model's limit unless told.</param>
    /// <param name="side">Where shorter ones are filled up; as the folder says unless told. Prompts that are to be continued are filled up on the left.</param>
    /// <param name="device">Where the tensors are made; the processor unless told.</param>
    public TokenBatch Encode(IReadOnlyList<string> texts, int? maxLength = null, PaddingSide? side = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        List<IReadOnlyList<long>> sequences = [.. texts.Select(text => Encode(text, maxLength))];

        // The mask says what is padding: where the folder names no token for it, any will do.
        return TokenBatch.Of(sequences, Padding ?? 0, side ?? parts.PaddingSide, device);
    }

    /// <summary>The text of tokens; special ones are left out.</summary>
    /// <param name="ids">The tokens.</param>
    public string Decode(IEnumerable<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return parts.Tokenizer.Decode(ids.Select(id => (int)id).Where(id => !parts.Special.Contains(id)));
    }

    // The least of what tokenizer and model say. RoBERTa counts places from behind its padding token's number.
    private static int? LimitOf(TokenizerFiles files)
    {
        var before = TokenizerFiles.Text(files.Model["model_type"]) is "roberta" or "xlm-roberta" or "camembert" ? (TokenizerFiles.Token(files.Model["pad_token_id"]) ?? 1) + 1 : 0;
        int[] limits = [.. new[] { TokenizerFiles.Length(files.Config["model_max_length"]), TokenizerFiles.Length(files.Model["max_position_embeddings"]) - before, TokenizerFiles.Length(files.Model["n_positions"]) }.OfType<int>()];
        return limits.Length == 0 ? null : limits.Min();
    }
}
