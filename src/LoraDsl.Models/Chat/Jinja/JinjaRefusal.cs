namespace LoraDsl.Models.Chat.Jinja;

/// <summary>A template called <c>raise_exception</c>: it does not take what it was given.</summary>
internal sealed class JinjaRefusal(string message) : Exception(message);
