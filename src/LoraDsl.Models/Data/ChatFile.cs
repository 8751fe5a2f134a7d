using System.Text.Json.Nodes;
using LoraDsl.Models.Chat;
using LoraDsl.Models.Data.Tables;
using LoraDsl.Models.Text;

namespace LoraDsl.Models.Data;

/// <summary>
/// Conversations in a file of JSON lines, written by a model's chat template: <c>{"messages": [{"role": "user", "content": "…"}, …]}</c>, or <c>{"prompt": "…", "answer": "…"}</c>. What the
/// assistant says is learned, and nothing else.
/// </summary>
public static class ChatFile
{
    private const string MessagesKey = "messages";

    /// <summary>Reads conversations as examples for a language model. Empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="template">The model's template.</param>
    /// <param name="maxLength">The most tokens of an example: what is over is cut off at the end. The tokenizer's limit unless told.</param>
    /// <param name="promptKey">The key of a prompt.</param>
    /// <param name="answerKey">The key of its answer.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// A line is no object of JSON, or none of the two shapes, or the template does not take it, or nothing of an example is learned; the message has file and line.
    /// </exception>
    public static IReadOnlyList<TokenExample> Read(
        string path, TextTokenizer tokenizer, ChatTemplate template, int? maxLength = null, string promptKey = "prompt", string answerKey = "answer")
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(template);
        var examples = new List<TokenExample>();
        foreach (var line in JsonLine.Read(path))
        {
            var messages = line.Values[MessagesKey] is { } list
                ? list as JsonArray ?? throw line.Error(MessagesKey, "a list of messages")
                : [Message("user", line.Text(promptKey)), Message("assistant", line.Text(answerKey))];
            try
            {
                examples.Add(ChatExample.Of(messages, tokenizer, template, maxLength ?? tokenizer.MaxLength));
            }
            catch (Exception error) when (error is ArgumentException or InvalidDataException)
            {
                throw new InvalidDataException($"'{path}', line {line.Number}: {error.Message.Split(" (Parameter", 2)[0]}", error);
            }
        }

        return examples;
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };
}
