using System.CommandLine;
using RankStudy.Plans;
using Shared.CommandLine;

namespace RankStudy.CommandLine;

/// <summary>Reads the command line.</summary>
internal static class OptionsParser
{
    private static readonly StudyOptions Default = new();

    private static readonly Option<string> Plan = SampleOptions.Choice(
        "--plan", "full is the study; tiny shows in a minute that everything works", StudyPlan.Full.Name, StudyPlan.Tiny.Name);

    private static readonly Option<int> Workers = SampleOptions.Number(
        "--workers", "processes side by side; one for each core unless you say otherwise", Default.Workers, least: 1);

    private static readonly Option<string?> Output = SampleOptions.Path("--output", "DIR", "folder for the bases and the results", Default.Output);

    private static readonly Option<string?> Report = SampleOptions.Path("--report", "FILE", "also puts the tables into FILE, between its marks");

    private static readonly Option<bool> NoTimes = SampleOptions.Flag(
        "--no-times", "leaves out the wall times, which want a machine that does nothing else");

    private static readonly Option<bool> Tables = SampleOptions.Flag("--tables", "shows the tables of the results that there are, and runs nothing");

    /// <summary>The command line.</summary>
    public static SampleCommand<StudyOptions> Command { get; } = new(
        """
        Compares the ways to find the ranks of LoRA with equal ranks at the same budget, and DyLoRA with a LoRA for each rank.
        Finished runs are kept: started again, the study goes on where it was stopped.
        """,
        [Plan, Workers, Output, Report, NoTimes, Tables],
        parsed => new StudyOptions
        {
            Plan = StudyPlan.Find(parsed.GetRequiredValue(Plan))!,
            Workers = parsed.GetValue(Workers),
            Output = parsed.GetRequiredValue(Output)!,
            Report = parsed.GetValue(Report),
            TimesRuns = !parsed.GetValue(NoTimes),
            TablesOnly = parsed.GetValue(Tables),
        });
}
