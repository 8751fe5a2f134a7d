using Spectre.Console;

namespace Shared.Reporting;

/// <summary>Chooses how to report.</summary>
internal static class Reporter
{
    /// <summary>Bars for a terminal, lines for a file or a pipe.</summary>
    public static IReporter ForConsole() =>
        Console.IsOutputRedirected ? new LineReporter(Console.Out) : new TerminalReporter(AnsiConsole.Console);
}
