using System.Text.Json.Nodes;

namespace LoraDsl.Models.Text;

/// <summary>The tokens that a model expects around a text.</summary>
/// <param name="Before">Before it.</param>
/// <param name="After">Behind it.</param>
internal sealed record TokensAround(IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    private static readonly TokensAround None = new([], []);

    /// <summary>What the template of <c>post_processor</c> says.</summary>
    public static TokensAround Of(TokenizerFiles files)
    {
        var processors = files.Json?["post_processor"] switch
        {
            JsonObject all when TokenizerFiles.Text(all["type"]) == "Sequence" && all["processors"] is JsonArray list => list.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => [],
        };
        return processors.FirstOrDefault(processor => TokenizerFiles.Text(processor["type"]) == "TemplateProcessing")?["single"] is JsonArray template
            ? Read(template)
            : None;
    }

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
