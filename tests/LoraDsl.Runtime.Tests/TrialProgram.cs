using System.Diagnostics;
using LoraDsl.Experiments;
using LoraDsl.Runtime.Tests.Experiments;

namespace LoraDsl.Runtime.Tests;

/// <summary>The tests' assembly as a program: a process that runs a trial of an experiment.</summary>
internal static class TrialProgram
{
    public static ProcessStartInfo Start(string folder, string id) =>
        new("dotnet", ["exec", typeof(TrialProgram).Assembly.Location, folder, id]);

    public static int Main(string[] arguments)
    {
        new Experiment(ToyTraining.Plan(1, 2), arguments[0], ToyTraining.Train).RunTrial(arguments[1]);
        return 0;
    }
}
