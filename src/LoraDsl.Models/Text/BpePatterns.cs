using System.Text.Json.Nodes;

namespace LoraDsl.Models.Text;

/// <summary>How a text is cut before byte pairs are joined.</summary>
internal static class BpePatterns
{
    /// <summary>GPT-2's: contractions, words, numbers and signs, each with a space before it.</summary>
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>The expression that <c>pre_tokenizer</c> says; GPT-2's where there is no <c>tokenizer.json</c>.</summary>
    /// <exception cref="InvalidDataException">It says something that cannot be done here.</exception>
    public static string Of(TokenizerFiles files)
    {
        if (files.Json is null)
            return Gpt2;
        var steps = Steps(files.Json["pre_tokenizer"]);
        if (steps.Count == 0 || TypeOf(steps[^1]) != "ByteLevel" || TokenizerFiles.Flag(steps[^1]["add_prefix_space"]) is true)
            throw Refused();
        if (steps.Count == 1)
            return TokenizerFiles.Flag(steps[0]["use_regex"]) ?? true ? Gpt2 : throw Refused();
        return steps.Count == 2 && TypeOf(steps[0]) == "Split" && TokenizerFiles.Flag(steps[1]["use_regex"]) is false
            && TokenizerFiles.Text(steps[0]["behavior"]) == "Isolated" && TokenizerFiles.Flag(steps[0]["invert"]) is not true
            && TokenizerFiles.Text(steps[0]["pattern"]?["Regex"]) is { } pattern
            ? pattern
            : throw Refused();

        InvalidDataException Refused() => new(
            $"'{files.JsonPath}' has for pre_tokenizer the value {files.Json["pre_tokenizer"]?.ToJsonString() ?? "null"}: ByteLevel without a prefix space, alone or behind a Split by an expression, is read here.");
    }

    private static List<JsonObject> Steps(JsonNode? node) => node switch
    {
        JsonObject all when TypeOf(all) == "Sequence" && all["pretokenizers"] is JsonArray list => [.. list.OfType<JsonObject>()],
        JsonObject one => [one],
        _ => [],
    };

    private static string? TypeOf(JsonObject step) => TokenizerFiles.Text(step["type"]);
}
