using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace LoraDsl.Tool.Commands;

/// <summary>Where a command's answer goes: a table for people, or JSON.</summary>
/// <param name="writer">Standard output.</param>
/// <param name="json">Whether JSON was asked for.</param>
internal sealed class Output(TextWriter writer, bool json)
{
    // Without a terminal a table is as wide as it needs to be: a log or `grep` wants whole lines.
    private const int WidthWithoutTerminal = 400;

    /// <summary>Writes an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="type">How it is written as JSON.</param>
    /// <param name="print">How it is shown to people.</param>
    public void Write<T>(T answer, JsonTypeInfo<T> type, Action<T, IAnsiConsole> print) =>
        Write(answer, value => JsonSerializer.Serialize(value, type), print);

    /// <summary>Writes an answer that knows its JSON.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="toJson">How it is written as JSON.</param>
    /// <param name="print">How it is shown to people.</param>
    public void Write<T>(T answer, Func<T, string> toJson, Action<T, IAnsiConsole> print)
    {
        if (json)
        {
            writer.Write(toJson(answer) + "\n");
            return;
        }

        var terminal = ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!terminal)
            console.Profile.Width = WidthWithoutTerminal;
        print(answer, console);
    }

    /// <summary>A table whose first column are words and whose others are figures.</summary>
    public static Table Table(string first, params IEnumerable<string> others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var name in others)
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        return table;
    }

    /// <summary>Adds a row of plain text.</summary>
    public static void Row(Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    /// <summary>Writes what a user should know.</summary>
    public static void Warn(IAnsiConsole console, IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
            console.WriteLine($"warning: {warning}");
    }
}
