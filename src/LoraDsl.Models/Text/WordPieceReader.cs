using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML.Tokenizers;

namespace LoraDsl.Models.Text;

/// <summary>BERT's tokenizers (Devlin et al., arXiv 1810.04805), from <c>tokenizer.json</c> or <c>vocab.txt</c>.</summary>
internal static class WordPieceReader
{
    private const string VocabularyFile = "vocab.txt";

    /// <summary>Whether the folder has one.</summary>
    public static bool Has(TokenizerFiles files) => files.Json is { } json
        ? TokenizerFiles.Text(json["model"]?["type"]) == "WordPiece"
        : files.PathOf(VocabularyFile) is not null;

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">The files contradict themselves.</exception>
    public static TokenizerParts Read(TokenizerFiles files)
    {
        var (vocabulary, source) = files.Json is null
            ? (File.ReadAllLines(files.PathOf(VocabularyFile)!), files.PathOf(VocabularyFile)!)
            : (Vocabulary(files.Json, files.JsonPath), files.JsonPath);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < vocabulary.Length; id++)
            places.TryAdd(vocabulary[id], id);
        var model = files.Json?["model"] as JsonObject;
        var options = new WordPieceOptions
        {
            Normalizer = NormalizerOf(files),
            PreTokenizer = new BertWordSplitter(),
            UnknownToken = TokenizerFiles.Text(model?["unk_token"]) ?? files.Special("unk_token") ?? "[UNK]",
            ContinuingSubwordPrefix = TokenizerFiles.Text(model?["continuing_subword_prefix"]) ?? "##",
            MaxInputCharsPerWord = TokenizerFiles.Length(model?["max_input_chars_per_word"]) ?? 100,
        };
        Place(options.UnknownToken);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', vocabulary)));
        var (first, last, padding) = (Place(files.Special("cls_token") ?? "[CLS]"), Place(files.Special("sep_token") ?? "[SEP]"), Place(files.Special("pad_token") ?? "[PAD]"));
        return new TokenizerParts(WordPieceTokenizer.Create(stream, options), vocabulary.Length)
        {
            Before = [first],
            After = [last],
            Padding = padding,
            Special = new HashSet<int> { first, last, padding },
        };

        int Place(string token) => places.TryGetValue(token, out var id)
            ? id
            : throw new InvalidDataException($"'{source}' has no token '{token}', which BERT's tokenizers need.");
    }

    // By id, as vocab.txt has it line by line.
    private static string[] Vocabulary(JsonObject json, string path)
    {
        if (json["model"]?["vocab"] is not JsonObject { Count: > 0 } pairs)
            throw new InvalidDataException($"'{path}' has no vocabulary in model.vocab.");
        var tokens = new string?[pairs.Count];
        foreach (var (token, id) in pairs)
        {
            if (id is not JsonValue value || !value.TryGetValue<int>(out var place) || place < 0 || place >= tokens.Length || tokens[place] is not null)
                throw new InvalidDataException($"'{path}' gives the token '{token}' in model.vocab the number {id?.ToJsonString() ?? "null"}: each from 0 to {tokens.Length - 1} is needed once.");
            tokens[place] = token;
        }

        return tokens!;
    }

    private static BertTextNormalizer NormalizerOf(TokenizerFiles files)
    {
        var said = files.Json?["normalizer"] as JsonObject ?? [];
        if (said["type"] is { } type && TokenizerFiles.Text(type) != "BertNormalizer")
            throw new InvalidDataException($"'{files.JsonPath}' has for normalizer.type the value {type.ToJsonString()}: \"BertNormalizer\" is read here.");
        var lowers = TokenizerFiles.Flag(said["lowercase"]) ?? TokenizerFiles.Flag(files.Config["do_lower_case"]) ?? true;
        return new BertTextNormalizer
        {
            CleansText = TokenizerFiles.Flag(said["clean_text"]) ?? true,
            SeparatesChinese = TokenizerFiles.Flag(said["handle_chinese_chars"]) ?? TokenizerFiles.Flag(files.Config["tokenize_chinese_chars"]) ?? true,
            StripsAccents = TokenizerFiles.Flag(said["strip_accents"]) ?? TokenizerFiles.Flag(files.Config["strip_accents"]) ?? lowers,
            Lowers = lowers,
        };
    }
}
