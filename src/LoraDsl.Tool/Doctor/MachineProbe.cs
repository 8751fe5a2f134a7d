using System.Runtime.InteropServices;

namespace LoraDsl.Tool.Doctor;

/// <summary>Looks at this machine. Nothing of libtorch is loaded.</summary>
internal static class MachineProbe
{
    /// <summary>Gathers the facts.</summary>
    /// <param name="program">The folder of a program that was built, or <see langword="null"/> for NuGet's.</param>
    public static MachineFacts Read(string? program)
    {
        var platform = Platform();
        var library = TorchFiles.Find(program, platform);
        var cpp = OperatingSystem.IsLinux() ? CppLibraries.Loaded() : null;
        var (cuda, gpus) = CudaDriver.Read();
        return new MachineFacts(Environment.Version, platform)
        {
            CppLibrary = cpp,
            CppVersion = cpp is null ? null : CppLibraries.OfferedBy(cpp),
            TorchPlace = library.Place,
            IsProgram = program is not null,
            TorchSharpLibrary = library.TorchSharp,
            CppNeeded = library.TorchSharp is { } native && OperatingSystem.IsLinux() ? CppLibraries.NeededBy(native) : null,
            Torch = library.Torch,
            Cuda = cuda,
            Gpus = gpus,
        };
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
