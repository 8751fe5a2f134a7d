using System.Text.Json.Nodes;
using LoraDsl.Models.Chat;

namespace LoraDsl.Models.Tests.Chat;

/// <summary>A template with what Jinja2 made of it (Python/chat_templates.py).</summary>
/// <param name="Values">What the script wrote.</param>
internal sealed record TemplateCase(JsonObject Values)
{
    private static readonly Dictionary<string, string> Tokens = new() { ["bos_token"] = "<s>", ["eos_token"] = "</s>" };

    public string Name => Values["name"]!.GetValue<string>();

    public string? Expected => Values["expected"]?.GetValue<string>();

    public string? Refused => Values["refused"]?.GetValue<string>();

    /// <summary>All cases of a file.</summary>
    public static IReadOnlyList<TemplateCase> Read(string path) => [.. JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(values => new TemplateCase(values!.AsObject()))];

    public string Render() => ChatTemplate.Parse(Values["template"]!.GetValue<string>(), specialTokens: Tokens).RenderJson(
        Values["messages"]!.AsArray(),
        new ChatOptions
        {
            AddGenerationPrompt = Values["add_generation_prompt"]!.GetValue<bool>(),
            Tools = Values["tools"] as JsonArray,
            Variables = Values["variables"]!.AsObject(),
            Time = new Fourth(),
        });

    /// <summary>The clock of the script.</summary>
    private sealed class Fourth : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 7, 4, 9, 5, 3, TimeSpan.Zero);
    }
}
