using System.Text.Json;
using System.Text.Json.Nodes;
using LoraDsl.Formats.Files;
using LoraDsl.Models.Text;

namespace LoraDsl.Models.Data;

/// <summary>Prompts and answers in a file of JSON lines, an object a line.</summary>
public static class PromptFile
{
    /// <summary>Reads prompts and answers as examples for a language model. Empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tokenizer">The model's tokenizer. What it puts before a text stands before the prompt.</param>
    /// <param name="end">The token that ends an answer, such as the configuration's <c>eos_token_id</c>; none unless told.</param>
    /// <param name="maxLength">The most tokens of an example; the tokenizer's limit unless told.</param>
    /// <param name="promptKey">The key of the prompt.</param>
    /// <param name="answerKey">The key of the answer.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line is no object of JSON, or lacks a text; the message has file, line and key.</exception>
    public static IReadOnlyList<TokenExample> Read(
        string path, TextTokenizer tokenizer, long? end = null, int? maxLength = null, string promptKey = "prompt", string answerKey = "answer")
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        var (examples, number) = (new List<TokenExample>(), 0);
        using var reader = new StreamReader(RegularFile.OpenRead(path));
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var values = Parse(line, path, number);
            var (prompt, answer) = (Text(promptKey), Text(answerKey));
            long[] ends = end is { } token ? [token] : [];
            examples.Add(TokenExample.Of(
                [.. tokenizer.Before, .. tokenizer.Encode(prompt, int.MaxValue, addSpecial: false)],
                [.. tokenizer.Encode(answer, int.MaxValue, addSpecial: false), .. ends],
                maxLength ?? tokenizer.MaxLength));

            string Text(string key) => values[key] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
                ? text
                : throw new InvalidDataException($"'{path}', line {number}, has for {key} the value {values[key]?.ToJsonString() ?? "null"}: a text is needed.");
        }

        return examples;
    }

    private static JsonObject Parse(string line, string path, int number)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject ?? throw new InvalidDataException($"'{path}', line {number}, is no object of JSON.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}', line {number}, is no JSON: {error.Message}", error);
        }
    }
}
