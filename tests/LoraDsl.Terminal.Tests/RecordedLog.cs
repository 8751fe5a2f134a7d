using Microsoft.Extensions.Logging;

namespace LoraDsl.Terminal.Tests;

/// <summary>A log that keeps its events.</summary>
internal sealed class RecordedLog : ILogger
{
    public List<(int Id, LogLevel Level, IReadOnlyDictionary<string, object?> Fields, string Text)> Events { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Events.Add((eventId.Id, logLevel, ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(), formatter(state, exception)));
}
