namespace LoraDsl.Models.Text;

/// <summary>The kinds of tokenizers that are read.</summary>
internal static class TokenizerKinds
{
    /// <summary>Reads a folder's tokenizer.</summary>
    /// <exception cref="FileNotFoundException">It has none.</exception>
    /// <exception cref="InvalidDataException">It is of another kind.</exception>
    public static TokenizerParts Read(TokenizerFiles files)
    {
        if (WordPieceReader.Has(files))
            return WordPieceReader.Read(files);
        if (ByteLevelReader.Has(files))
            return ByteLevelReader.Read(files);
        if (SentencePieceReader.Has(files))
            return SentencePieceReader.Read(files);
        if (files.Json is not null)
        {
            throw new InvalidDataException(
                $"'{files.JsonPath}' has for model.type the value {files.Json["model"]?["type"]?.ToJsonString() ?? "null"}, in a form that is not read here: WordPiece and byte-level BPE are; SentencePiece is from {SentencePieceReader.ModelFile}.");
        }

        throw new FileNotFoundException($"'{files.Folder}' has no tokenizer: tokenizer.json, vocab.txt, {SentencePieceReader.ModelFile}, or vocab.json with merges.txt is needed.");
    }
}
