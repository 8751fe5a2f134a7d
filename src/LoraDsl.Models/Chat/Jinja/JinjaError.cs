namespace LoraDsl.Models.Chat.Jinja;

/// <summary>A template that cannot be read or run, with the line at fault.</summary>
/// <param name="line">The line, from 1.</param>
/// <param name="message">What is wrong, as the end of a sentence that begins with the place.</param>
internal sealed class JinjaError(int line, string message) : Exception(message)
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
