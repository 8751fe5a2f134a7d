using LoraDsl.Models.Data.Tables;
using LoraDsl.Models.Text;

namespace LoraDsl.Models.Data;

/// <summary>Prompts and answers in a file of JSON lines, an object a line, or in two columns of a CSV or Parquet file.</summary>
public static class PromptFile
{
    /// <summary>Reads prompts and answers as examples for a language model. Empty lines are passed over.</summary>
    /// <param name="path">The file; <c>.csv</c>, <c>.tsv</c> and <c>.parquet</c> are tables (<see cref="TableFile"/>), others JSON lines.</param>
    /// <param name="tokenizer">The model's tokenizer. What it puts before a text stands before the prompt.</param>
    /// <param name="end">The token that ends an answer, such as the configuration's <c>eos_token_id</c>; none unless told.</param>
    /// <param name="maxLength">The most tokens of an example; the tokenizer's limit unless told.</param>
    /// <param name="promptKey">The key or the column of the prompt.</param>
    /// <param name="answerKey">The key or the column of the answer.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line is no object of JSON, or lacks a text; the message has file, line and key.</exception>
    public static IReadOnlyList<TokenExample> Read(
        string path, TextTokenizer tokenizer, long? end = null, int? maxLength = null, string promptKey = "prompt", string answerKey = "answer")
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        var examples = new List<TokenExample>();
        foreach (var (prompt, answer) in Pairs(path, promptKey, answerKey))
        {
            long[] ends = end is { } token ? [token] : [];
            examples.Add(TokenExample.Of(
                [.. tokenizer.Before, .. tokenizer.Encode(prompt, int.MaxValue, addSpecial: false)],
                [.. tokenizer.Encode(answer, int.MaxValue, addSpecial: false), .. ends],
                maxLength ?? tokenizer.MaxLength));
        }

        return examples;
    }

    private static IEnumerable<(string Prompt, string Answer)> Pairs(string path, string promptKey, string answerKey)
    {
        return Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv" or ".parquet"
            ? TableFile.Read(path, promptKey, answerKey).Select((row, index) => (Filled(row[0], promptKey, index), Filled(row[1], answerKey, index)))
            : JsonLine.Read(path).Select(line => (line.Text(promptKey), line.Text(answerKey)));

        string Filled(string text, string key, int index) => text.Length > 0 ? text : throw new InvalidDataException($"'{path}', row {index + 1}, has an empty {key}.");
    }
}
