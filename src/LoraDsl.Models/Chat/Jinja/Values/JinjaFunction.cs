namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>What can be called.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Call">What it does.</param>
internal sealed record JinjaFunction(string Name, Func<JinjaArguments, object?> Call);
