using LoraDsl.Tool.Results;
using static System.FormattableString;

namespace LoraDsl.Tool.Doctor;

/// <summary>What the facts of a machine mean for a program with LoraDsl: a pure function.</summary>
internal static class Examination
{
    private const string TorchSharp = "0.107.0";
    private const string Libtorch = "2.10.0";
    private const string OldCppLibrary = "Set <LoraDslOldCppLibrary>true</LoraDslOldCppLibrary> in the program's project and build it again, or install GCC 13's libstdc++ (Debian 13, Ubuntu 24.04 and newer have it): docs/old-cpp-libraries.md.";

    private static readonly Version LeastRuntime = new(10, 0);

    // What the package's file asks for, where there is no file to ask.
    private static readonly Version UsualNeed = new(3, 4, 32);

    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["linux-x64"] = "libtorch-cpu-linux-x64",
        ["win-x64"] = "libtorch-cpu-win-x64",
        ["win-arm64"] = "libtorch-cpu-win-arm64",
        ["osx-arm64"] = "libtorch-cpu-osx-arm64",
    };

    /// <summary>Examines a machine.</summary>
    public static Diagnosis Of(MachineFacts machine)
    {
        List<Check> checks = [Runtime(machine), Platform(machine)];
        if (machine.IsLinux)
            checks.Add(CppLibrary(machine));
        checks.Add(Torch(machine));
        checks.Add(Gpu(machine));
        return new Diagnosis(checks.TrueForAll(check => check.State != Check.Missing), checks);
    }

    private static Check Runtime(MachineFacts machine) => machine.Runtime >= LeastRuntime
        ? new Check("NET runtime", Check.Ok, Invariant($"{machine.Runtime}"))
        : new Check("NET runtime", Check.Missing, Invariant($"{machine.Runtime}"), Invariant($"Install the .NET SDK {LeastRuntime} or newer: https://dotnet.microsoft.com/download."));

    private static Check Platform(MachineFacts machine) => Packages.ContainsKey(machine.Platform)
        ? new Check("platform", Check.Ok, machine.Platform)
        : new Check("platform", Check.Missing, machine.Platform, $"There is no libtorch for it in NuGet: use one of {string.Join(", ", Packages.Keys)}. This tool runs here all the same.");

    private static Check CppLibrary(MachineFacts machine)
    {
        const string Name = "C++ library";
        if (machine.CppLibrary is null)
            return new Check(Name, Check.Missing, "the loader finds no libstdc++.so.6", "Install it: apt-get install libstdc++6, dnf install libstdc++ or apk add libstdc++.");
        var needed = machine.CppNeeded ?? UsualNeed;
        var found = Invariant($"{machine.CppLibrary} offers GLIBCXX_{machine.CppVersion?.ToString() ?? "?"}, TorchSharp asks for GLIBCXX_{needed}");
        return machine.CppVersion >= needed ? new Check(Name, Check.Ok, found) : new Check(Name, Check.Missing, found, OldCppLibrary);
    }

    private static Check Torch(MachineFacts machine)
    {
        var lacking = (machine.TorchSharpLibrary, machine.Torch) switch
        {
            (null, null) => "neither TorchSharp's native part nor libtorch",
            (null, _) => "libtorch, but not TorchSharp's native part",
            (_, null) => "TorchSharp's native part, but no libtorch",
            _ => null,
        };
        if (lacking is null)
            return new Check("libtorch", Check.Ok, machine.Torch!);
        var package = Packages.GetValueOrDefault(machine.Platform, "libtorch-cpu-…");
        return machine.IsProgram
            ? new Check("libtorch", Check.Missing, $"'{machine.TorchPlace}' has {lacking}", $"Reference TorchSharp-cpu {TorchSharp}, TorchSharp-cuda-linux or TorchSharp-cuda-windows in the program's project (libraries reference TorchSharp alone), and build it for {machine.Platform}.")
            : new Check("libtorch", Check.Note, $"'{machine.TorchPlace}' has {lacking}", $"A program that references TorchSharp-cpu {TorchSharp} brings it ({package} {Libtorch}) when it is restored. To look at one that is built: lora doctor FOLDER.");
    }

    private static Check Gpu(MachineFacts machine) => (machine.Cuda, machine.Gpus) switch
    {
        (null, _) => new Check("GPU", Check.Note, "no NVIDIA driver", "Programs run on the processor. For a GPU install NVIDIA's driver (https://www.nvidia.com/drivers) and reference TorchSharp-cuda-linux or TorchSharp-cuda-windows in place of TorchSharp-cpu."),
        ({ } cuda, 0) => new Check("GPU", Check.Note, Invariant($"a driver for CUDA {cuda}, and no GPU"), "Programs run on the processor. In a container start it with GPUs (docker run --gpus all); look at nvidia-smi."),
        ({ } cuda, var count) => new Check("GPU", Check.Ok, Invariant($"{count} with a driver for CUDA {cuda}")),
    };
}
