using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LoraDsl.Formats.Files;
using Microsoft.ML.Tokenizers;

namespace LoraDsl.Models.Text;

/// <summary>
/// Byte-level BPE (Radford et al., 2019) of GPT-2, LLaMA 3, Qwen and SmolLM, from <c>tokenizer.json</c>, or from <c>vocab.json</c> and <c>merges.txt</c>.
/// </summary>
internal static class ByteLevelReader
{
    private const string VocabularyFile = "vocab.json";
    private const string MergesFile = "merges.txt";

    /// <summary>Whether the folder has one.</summary>
    public static bool Has(TokenizerFiles files) => files.Json is { } json
        ? TokenizerFiles.Text(json["model"]?["type"]) == "BPE" && TokenizerFiles.Flag(json["model"]?["byte_fallback"]) is not true
        : files.PathOf(VocabularyFile) is not null && files.PathOf(MergesFile) is not null;

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">The files contradict themselves, or ask for what cannot be done here.</exception>
    public static TokenizerParts Read(TokenizerFiles files)
    {
        var added = AddedTokens.Of(files);
        var source = files.Json is null ? files.PathOf(VocabularyFile)! : files.JsonPath;
        var vocabulary = Vocabulary(files.Json?["model"]?["vocab"] ?? JsonFile.ReadObject(source, "vocabulary"), source);
        var around = TokensAround.Of(files);
        var options = new BpeOptions(vocabulary)
        {
            Merges = files.Json is null ? [.. File.ReadLines(files.PathOf(MergesFile)!).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))] : Merges(files.Json["model"]!["merges"], source),
            ByteLevel = true,
            Normalizer = BpeNormalizers.Of(files),
            PreTokenizer = new RegexPreTokenizer(new Regex(BpePatterns.Of(files), RegexOptions.CultureInvariant), added.Ids),
            SpecialTokens = added.Ids,
        };
        try
        {
            return new TokenizerParts(BpeTokenizer.Create(options), Math.Max(vocabulary.Values.Max(), added.Greatest) + 1)
            {
                Before = [.. around.Before.Select(Place)],
                After = [.. around.After.Select(Place)],
                Padding = added.Of(files, "pad_token", Find),
                End = added.Of(files, "eos_token", Find),
                PaddingSide = PaddingSides.Of(files),
                Special = added.Special.Concat(around.Before.Concat(around.After).Select(Place)).ToHashSet(),
            };
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidDataException($"'{source}' contradicts itself: {error.Message}", error);
        }

        int? Find(string token) => added.Ids.TryGetValue(token, out var id) || vocabulary.TryGetValue(token, out id) ? id : null;

        int Place(string token) => Find(token) ?? throw new InvalidDataException($"'{source}' puts '{token}' around texts, which is no token of it.");
    }

    private static Dictionary<string, int> Vocabulary(JsonNode node, string source)
    {
        if (node is not JsonObject { Count: > 0 } pairs)
            throw new InvalidDataException($"'{source}' has no vocabulary.");
        var vocabulary = new Dictionary<string, int>(pairs.Count, StringComparer.Ordinal);
        foreach (var (token, id) in pairs)
        {
            vocabulary[token] = id is JsonValue value && value.TryGetValue<int>(out var number) && number >= 0
                ? number
                : throw new InvalidDataException($"'{source}' gives the token '{token}' the number {id?.ToJsonString() ?? "null"}.");
        }

        return vocabulary;
    }

    // Pairs are one text with a space, or, in newer files, a list of two.
    private static List<string> Merges(JsonNode? node, string source) => node is JsonArray merges
        ? [.. merges.Select(merge => merge switch
        {
            JsonArray { Count: 2 } pair when TokenizerFiles.Text(pair[0]) is { } left && TokenizerFiles.Text(pair[1]) is { } right => $"{left} {right}",
            _ => TokenizerFiles.Text(merge) ?? throw new InvalidDataException($"'{source}' has for model.merges an entry {merge?.ToJsonString() ?? "null"}: two tokens are needed."),
        })]
        : throw new InvalidDataException($"'{source}' has no list model.merges.");
}
