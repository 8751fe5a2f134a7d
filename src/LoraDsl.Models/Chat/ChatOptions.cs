using System.Text.Json.Nodes;

namespace LoraDsl.Models.Chat;

/// <summary>What a chat template is told beside the messages.</summary>
public sealed record ChatOptions
{
    /// <summary>Whether the text ends where an answer begins, so that a model goes on with it; without it, the text is what was said.</summary>
    public bool AddGenerationPrompt { get; init; } = true;

    /// <summary>The functions that the model may call, as JSON schemas; none unless told.</summary>
    public JsonArray? Tools { get; init; }

    /// <summary>Values that a template asks for by name, such as <c>enable_thinking</c>.</summary>
    public JsonObject Variables { get; init; } = [];

    /// <summary>The clock of templates that write the date.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
