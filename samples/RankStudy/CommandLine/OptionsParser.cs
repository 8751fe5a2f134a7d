using System.Globalization;
using RankStudy.Plans;
using Shared.CommandLine;

namespace RankStudy.CommandLine;

/// <summary>Reads the command line.</summary>
internal static class OptionsParser
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Help = """
        Compares the ways to find the ranks of LoRA with equal ranks at the same budget, and DyLoRA with a LoRA for each rank.

          --plan full|tiny   full is the study (default); tiny shows in a minute that everything works
          --workers N        processes side by side (default: one for each core)
          --output DIR       folder for the bases and the results (default: artifacts/rank-study)
          --report FILE      also puts the tables into FILE, between its marks
          --no-times         leaves out the wall times, which want a machine that does nothing else
          --tables           shows the tables of the results that there are, and runs nothing
          --help             prints this text

        Finished runs are kept: started again, the study goes on where it was stopped.
        """;

    /// <summary>Reads the command line.</summary>
    /// <param name="arguments">The arguments after the program's name.</param>
    /// <exception cref="UsageException">An option is unknown, lacks its value, or has one that it does not take.</exception>
    public static StudyOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new StudyOptions();
        var rest = new OptionQueue(arguments);
        while (rest.TryNext(out var option))
        {
            options = option switch
            {
                "--plan" => options with { Plan = ParsePlan(rest.Value()) },
                "--workers" => options with { Workers = ParseWorkers(rest.Value()) },
                "--output" => options with { Output = rest.Value() },
                "--report" => options with { Report = rest.Value() },
                "--no-times" => options with { TimesRuns = false },
                "--tables" => options with { TablesOnly = true },
                _ => throw OptionQueue.Unknown(option),
            };
        }

        return options;
    }

    private static StudyPlan ParsePlan(string value) =>
        StudyPlan.Find(value) ?? throw new UsageException($"--plan {value} is not a choice: take full or tiny.");

    private static int ParseWorkers(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var workers) && workers > 0
            ? workers
            : throw new UsageException($"--workers {value} is not a whole number above 0.");
}
