using Microsoft.ML.Tokenizers;

namespace LoraDsl.Models.Text;

/// <summary>SentencePiece's tokenizers (Kudo and Richardson, arXiv 1808.06226) of LLaMA 2, TinyLlama and Mistral, from <c>tokenizer.model</c>.</summary>
internal static class SentencePieceReader
{
    /// <summary>The model's file.</summary>
    public const string ModelFile = "tokenizer.model";

    /// <summary>Whether the folder has one.</summary>
    public static bool Has(TokenizerFiles files) => files.PathOf(ModelFile) is not null;

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">The file is no model of SentencePiece.</exception>
    public static TokenizerParts Read(TokenizerFiles files)
    {
        var added = AddedTokens.Of(files);
        using var stream = File.OpenRead(files.PathOf(ModelFile)!);
        SentencePieceTokenizer tokenizer;
        try
        {
            tokenizer = SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false, addEndOfSentence: false, added.Ids.Count > 0 ? added.Ids : null);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new InvalidDataException($"'{files.PathOf(ModelFile)}' is no model of SentencePiece: {error.Message}", error);
        }

        int[] own = [tokenizer.BeginningOfSentenceId, tokenizer.EndOfSentenceId, tokenizer.UnknownId];
        return new TokenizerParts(tokenizer, Math.Max(tokenizer.Vocabulary.Values.Max(), added.Greatest) + 1)
        {
            Before = TokenizerFiles.Flag(files.Config["add_bos_token"]) ?? true ? [tokenizer.BeginningOfSentenceId] : [],
            After = TokenizerFiles.Flag(files.Config["add_eos_token"]) ?? false ? [tokenizer.EndOfSentenceId] : [],
            Padding = added.Of(files, "pad_token", Find),
            End = added.Of(files, "eos_token", Find) ?? tokenizer.EndOfSentenceId,
            PaddingSide = PaddingSides.Of(files),
            Special = added.Special.Concat(own).ToHashSet(),
        };
        int? Find(string token) => tokenizer.Vocabulary.TryGetValue(token, out var id) ? id : null;
    }
}
