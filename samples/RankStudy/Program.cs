using RankStudy.CommandLine;
using RankStudy.Workers;
using Shared;
using Shared.Reporting;

namespace RankStudy;

/// <summary>The program.</summary>
internal static class Program
{
    /// <summary>Runs the study, or one of its workers.</summary>
    /// <returns>The exit code of <see cref="SampleProgram.Run"/>.</returns>
    public static int Main(string[] arguments) => arguments is [WorkerProgram.Argument, var plan, var folder]
        ? WorkerProgram.Run(plan, folder)
        : SampleProgram.Run(
            arguments,
            OptionsParser.Command,
            "Stopped. Runs that were finished are kept: started again, the study goes on from there.",
            (options, stop) => new Study(options, Reporter.ForConsole(), stop).Run());
}
