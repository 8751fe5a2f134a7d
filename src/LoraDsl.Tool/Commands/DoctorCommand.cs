using System.CommandLine;
using LoraDsl.Tool.Doctor;
using LoraDsl.Tool.Results;
using Spectre.Console;

namespace LoraDsl.Tool.Commands;

/// <summary>`lora doctor`: what a machine lacks that programs with LoraDsl need, and how to get it.</summary>
internal static class DoctorCommand
{
    private static readonly Argument<string?> Program = new("FOLDER")
    {
        Description = "The folder that a program was built into; without it NuGet's packages are looked at.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create() => Verb.Of(
        "doctor",
        "Says what this machine has and lacks of what programs with LoraDsl need: .NET, the C++ library, libtorch, a GPU, and how to get what is missing. The exit code is 1 where a program would not run.",
        ["lora doctor", "lora doctor bin/Release/net10.0", "lora doctor --json"],
        [Program],
        (parsed, output) =>
        {
            var diagnosis = Examination.Of(MachineProbe.Read(parsed.GetValue(Program)));
            output.Write(diagnosis, ResultJson.Default.Diagnosis, Print);
            return diagnosis.Healthy ? ExitCodes.Done : ExitCodes.Failed;
        });

    private static void Print(Diagnosis diagnosis, IAnsiConsole console)
    {
        foreach (var check in diagnosis.Checks)
        {
            console.WriteLine($"{check.State,-8}{check.Name}: {check.Found}");
            if (check.Fix is { } fix)
                console.WriteLine($"        {fix}");
        }
    }
}
