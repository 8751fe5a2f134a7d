using System.CommandLine;
using LoraDsl.Reports.Html;
using LoraDsl.Tool.Results;
using Spectre.Console;

namespace LoraDsl.Tool.Commands;

/// <summary>`lora report`: the page of a run or of an experiment.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Run = Verb.Path("RUN", "The folder of a run or of an experiment.");

    public static Command Create() => Verb.Of(
        "report",
        "Writes the page of a run or of an experiment, a single HTML file, and says where it is. An earlier one is replaced.",
        ["lora report runs/digits", "lora report experiments/ranks --json"],
        [Run],
        (parsed, output) => output.Write(
            new WrittenReport(HtmlReport.Write(parsed.GetRequiredValue(Run))), ResultJson.Default.WrittenReport, (written, console) => console.WriteLine(written.Page)));
}
