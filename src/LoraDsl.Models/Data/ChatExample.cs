using System.Text.Json.Nodes;
using LoraDsl.Models.Chat;
using LoraDsl.Models.Text;

namespace LoraDsl.Models.Data;

/// <summary>A conversation as an example: what the assistant says is learned.</summary>
internal static class ChatExample
{
    private const string Assistant = "assistant";

    /// <summary>Writes a conversation and marks the answers: each is what the template adds to the text that ends where it begins.</summary>
    /// <exception cref="ArgumentException">The template refuses the messages.</exception>
    /// <exception cref="InvalidDataException">There is no answer to learn, or the template writes an answer otherwise once more is said.</exception>
    public static TokenExample Of(JsonArray messages, TextTokenizer tokenizer, ChatTemplate template, int? maxLength)
    {
        var (ids, labels, written) = (new List<long>(), new List<long>(), "");
        for (var index = 0; index < messages.Count; index++)
        {
            var message = messages[index] as JsonObject ?? throw new InvalidDataException("a message is no object with a role and a content.");
            if (Role(message) != Assistant)
                continue;
            var prompt = Written(messages, index, template, addsPrompt: true);
            var answered = Written(messages, index + 1, template, addsPrompt: false);
            Add(Behind(written, prompt), isLearned: false);
            Add(Behind(prompt, answered), isLearned: true);
            written = answered;
        }

        if (labels.TrueForAll(label => label == TokenExample.Ignored))
            throw new InvalidDataException($"nothing is to be learned: no message of {Assistant} has a text.");
        var length = maxLength is { } limit ? Math.Min(limit, ids.Count) : ids.Count;
        return labels.Take(length).Any(label => label != TokenExample.Ignored)
            ? new TokenExample(ids[..length], labels[..length])
            : throw new InvalidDataException($"nothing is to be learned: what stands before the first answer has more than {maxLength} tokens.");

        void Add(string text, bool isLearned)
        {
            var tokens = tokenizer.Encode(text, int.MaxValue, addSpecial: false);
            ids.AddRange(tokens);
            labels.AddRange(isLearned ? tokens : Enumerable.Repeat(TokenExample.Ignored, tokens.Count));
        }
    }

    private static string? Role(JsonObject message) => message["role"] is JsonValue value && value.TryGetValue<string>(out var role)
        ? role
        : throw new InvalidDataException($"a message has for role the value {message["role"]?.ToJsonString() ?? "null"}: a text is needed.");

    private static string Written(JsonArray messages, int count, ChatTemplate template, bool addsPrompt) =>
        template.RenderJson(new JsonArray([.. messages.Take(count).Select(message => message!.DeepClone())]), new ChatOptions { AddGenerationPrompt = addsPrompt });

    private static string Behind(string before, string text) => text.StartsWith(before, StringComparison.Ordinal)
        ? text[before.Length..]
        : throw new InvalidDataException("the chat template writes an answer otherwise once more is said: train on conversations of one answer, or on prompts.");
}
