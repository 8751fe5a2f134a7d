using System.Globalization;

namespace LoraDsl.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Filter">Part of a suite's or a case's name; everything runs without one.</param>
/// <param name="JsonFile">Where the ratios go.</param>
/// <param name="Rounds">How often every contender takes its turn.</param>
internal sealed record Options(string? Filter, string? JsonFile, int Rounds)
{
    private const int DefaultRounds = 15;

    public static Options Parse(IReadOnlyList<string> arguments)
    {
        string? filter = null;
        string? json = null;
        var rounds = DefaultRounds;
        for (var index = 0; index < arguments.Count; index++)
        {
            switch (arguments[index])
            {
                case "--json":
                    json = ValueAfter(arguments, ref index);
                    break;
                case "--rounds":
                    if (!int.TryParse(ValueAfter(arguments, ref index), CultureInfo.InvariantCulture, out rounds) || rounds < 1)
                        throw new ArgumentException("--rounds takes a whole number of at least 1.");
                    break;
                case var option when option.StartsWith('-'):
                    throw new ArgumentException($"Unknown option {option}: use [filter] [--json FILE] [--rounds N].");
                case var word when filter is null:
                    filter = word;
                    break;
                default:
                    throw new ArgumentException("Only one filter is possible: use [filter] [--json FILE] [--rounds N].");
            }
        }

        return new Options(filter, json, rounds);
    }

    /// <summary>Whether the filter lets a case through.</summary>
    public bool Wants(string suite, string @case) =>
        Filter is null
        || suite.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || @case.Contains(Filter, StringComparison.OrdinalIgnoreCase);

    private static string ValueAfter(IReadOnlyList<string> arguments, ref int index) =>
        ++index < arguments.Count ? arguments[index] : throw new ArgumentException($"{arguments[index - 1]} needs a value.");
}
