using System.CommandLine;

namespace LoraDsl.Tool.Commands;

/// <summary>What the commands have in common: `--json`, examples in their help, and where their answer goes.</summary>
internal static class Verb
{
    private static readonly Option<bool> Json = new("--json") { Description = "Write the answer as JSON." };

    /// <summary>A command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="examples">Command lines that show its use.</param>
    /// <param name="symbols">Its arguments and options.</param>
    /// <param name="run">What it does with them.</param>
    public static Command Of(
        string name, string description, string[] examples, IEnumerable<Symbol> symbols, Action<ParseResult, Output> run) => Of(
        name,
        description,
        examples,
        symbols,
        (parsed, output) =>
        {
            run(parsed, output);
            return ExitCodes.Done;
        });

    /// <summary>A command that says itself what its exit code is.</summary>
    /// <inheritdoc cref="Of(string, string, string[], IEnumerable{Symbol}, Action{ParseResult, Output})"/>
    public static Command Of(
        string name, string description, string[] examples, IEnumerable<Symbol> symbols, Func<ParseResult, Output, int> run)
    {
        var command = new ExampledCommand(name, description, examples);
        foreach (var symbol in symbols.Append(Json))
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }

        command.SetAction(parsed => run(parsed, new Output(parsed.InvocationConfiguration.Output, parsed.GetValue(Json))));
        return command;
    }

    /// <summary>A path that has to be given.</summary>
    public static Argument<string> Path(string name, string description) => new(name) { Description = description };
}
