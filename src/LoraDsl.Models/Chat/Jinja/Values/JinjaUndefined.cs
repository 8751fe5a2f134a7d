namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>What a name or key that is not there gives: false and empty, and an error when it is computed with.</summary>
/// <param name="Name">What was looked for, for messages.</param>
internal sealed record JinjaUndefined(string Name);
