using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Shared.CommandLine;

/// <summary>The command line of a sample.</summary>
/// <typeparam name="T">What it asks for.</typeparam>
internal sealed class SampleCommand<T>
    where T : class
{
    private readonly RootCommand root;
    private readonly Func<ParseResult, T> read;

    /// <summary>A command line.</summary>
    /// <param name="description">What the sample does, for <c>--help</c>.</param>
    /// <param name="options">Its options.</param>
    /// <param name="read">Takes their values.</param>
    public SampleCommand(string description, IEnumerable<Option> options, Func<ParseResult, T> read)
        : this(description, options, [], read)
    {
    }

    /// <summary>A command line with arguments that have no names.</summary>
    /// <param name="description">What the sample does, for <c>--help</c>.</param>
    /// <param name="options">Its options.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="read">Takes their values.</param>
    public SampleCommand(string description, IEnumerable<Option> options, IEnumerable<Argument> arguments, Func<ParseResult, T> read)
    {
        this.read = read;
        root = new RootCommand(description);
        foreach (var argument in arguments)
            root.Arguments.Add(argument);

        // A sample has no version that anybody asks for, and its help ends with --help.
        root.Options.Clear();
        foreach (var option in options.Append(new HelpOption("--help", "-h") { Description = "prints this text" }))
            root.Options.Add(option);
    }

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The arguments after the program's name.</param>
    /// <param name="output">Where help goes.</param>
    /// <returns>What it asks for; <see langword="null"/> when that was help, which is printed.</returns>
    /// <exception cref="UsageException">An option is unknown, lacks its value, or has one that it does not take.</exception>
    public T? Parse(IReadOnlyList<string> arguments, TextWriter output)
    {
        var parsed = root.Parse(arguments);
        switch (parsed.Action)
        {
            case HelpAction:
                parsed.Invoke(new InvocationConfiguration { Output = output });
                return null;
            case ParseErrorAction:
                throw new UsageException($"{parsed.Errors[0].Message} See --help.");
            default:
                return read(parsed);
        }
    }
}
