using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoraDsl.Terminal.Tests;

/// <summary>What a terminal without colours shows.</summary>
internal static class Rendering
{
    public static string Text(IRenderable table)
    {
        using var written = new StringWriter();
        Console(written).Write(table);
        return written.ToString();
    }

    public static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 200;
        return console;
    }
}
