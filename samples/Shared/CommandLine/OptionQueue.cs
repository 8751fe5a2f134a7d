using System.Diagnostics.CodeAnalysis;

namespace Shared.CommandLine;

/// <summary>A command line, option by option.</summary>
/// <param name="arguments">The arguments after the program's name.</param>
internal sealed class OptionQueue(IEnumerable<string> arguments)
{
    private readonly Queue<string> rest = new(arguments);
    private string current = "";

    /// <summary>The error of an option that there is not.</summary>
    public static UsageException Unknown(string option) => new($"'{option}' is not an option: --help lists them.");

    /// <summary>Takes the next option.</summary>
    public bool TryNext([NotNullWhen(true)] out string? option)
    {
        var found = rest.TryDequeue(out option);
        current = option ?? "";
        return found;
    }

    /// <summary>Takes the value of the option that was taken last.</summary>
    /// <exception cref="UsageException">It has none.</exception>
    public string Value() =>
        rest.TryDequeue(out var value) && value.Length > 0 && !value.StartsWith("--", StringComparison.Ordinal)
            ? value
            : throw new UsageException($"{current} needs a value: --help says which.");
}
