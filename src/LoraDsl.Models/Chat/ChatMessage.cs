namespace LoraDsl.Models.Chat;

/// <summary>What somebody said.</summary>
/// <param name="Role">Who: <c>system</c>, <c>user</c> or <c>assistant</c>, as the model's template knows them.</param>
/// <param name="Content">What.</param>
public sealed record ChatMessage(string Role, string Content)
{
    /// <summary>Instructions for a whole conversation.</summary>
    public static ChatMessage System(string content) => new("system", content);

    /// <summary>What a person asks.</summary>
    public static ChatMessage User(string content) => new("user", content);

    /// <summary>What the model answers.</summary>
    public static ChatMessage Assistant(string content) => new("assistant", content);
}
