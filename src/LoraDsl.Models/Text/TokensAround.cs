using System.Text.Json.Nodes;

namespace LoraDsl.Models.Text;

/// <summary>The tokens that a model expects around a text.</summary>
/// <param name="Before">Before it.</param>
/// <param name="After">Behind it.</param>
internal sealed record TokensAround(IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    private static readonly TokensAround None = new([], []);

    /// <summary>What <c>post_processor</c> says.</summary>
    public static TokensAround Of(TokenizerFiles files)
    {
        var processors = files.Json?["post_processor"] switch
        {
            JsonObject all when TokenizerFiles.Text(all["type"]) == "Sequence" && all["processors"] is JsonArray list => list.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => [],
        };
        foreach (var processor in processors)
        {
            switch (TokenizerFiles.Text(processor["type"]))
            {
                case "TemplateProcessing" when processor["single"] is JsonArray template:
                    return Read(template);
                case "RobertaProcessing" or "BertProcessing" when Named(processor["cls"]) is { } first && Named(processor["sep"]) is { } last:
                    return new TokensAround([first], [last]);
            }
        }

        return files.Json is null && IsRoberta(files) ? new TokensAround([files.Special("cls_token") ?? "<s>"], [files.Special("sep_token") ?? "</s>"]) : None;
    }

    // A token and its number.
    private static string? Named(JsonNode? pair) => pair is JsonArray { Count: 2 } ? TokenizerFiles.Text(pair[0]) : null;

    // Folders of vocab.json and merges.txt are GPT-2's, which puts nothing around a text, or RoBERTa's.
    private static bool IsRoberta(TokenizerFiles files) =>
        TokenizerFiles.Text(files.Config["tokenizer_class"])?.StartsWith("Roberta", StringComparison.Ordinal) ?? TokenizerFiles.Text(files.Model["model_type"]) == "roberta";

    private static TokensAround Read(JsonArray template)
    {
        var (before, after, isBehind) = (new List<string>(), new List<string>(), false);
        foreach (var piece in template)
        {
            if (piece?["Sequence"] is not null)
                isBehind = true;
            else if (TokenizerFiles.Text(piece?["SpecialToken"]?["id"]) is { } token)
                (isBehind ? after : before).Add(token);
        }

        return new TokensAround(before, after);
    }
}
