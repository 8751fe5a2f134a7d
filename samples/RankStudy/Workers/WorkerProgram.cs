using RankStudy.Plans;
using RankStudy.Runs;
using Shared.Reporting;
using static TorchSharp.torch;

namespace RankStudy.Workers;

/// <summary>A process that does tasks: a line in, a line out, until there are no more.</summary>
internal static class WorkerProgram
{
    /// <summary>First argument of the command line; the plan and the folder of the bases follow.</summary>
    public const string Argument = "--worker";

    /// <summary>Works until the input ends.</summary>
    /// <param name="plan">Name of the plan.</param>
    /// <param name="folder">Folder of the bases.</param>
    public static int Run(string plan, string folder)
    {
        set_num_threads(1);
        // The output is for results.
        using var runner = new TaskRunner(StudyPlan.Find(plan)!, folder, new LineReporter(Console.Error));
        while (Console.In.ReadLine() is { } line)
        {
            Console.Out.WriteLine(Wire.Write(runner.Run(Wire.Read<StudyTask>(line))));
            Console.Out.Flush();
        }

        return 0;
    }
}
