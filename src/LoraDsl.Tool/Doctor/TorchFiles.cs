namespace LoraDsl.Tool.Doctor;

/// <summary>Where TorchSharp's native part and libtorch are.</summary>
internal static class TorchFiles
{
    /// <summary>Looks for both.</summary>
    /// <param name="program">The folder of a program, or <see langword="null"/> for NuGet's.</param>
    /// <param name="platform">The platform's name in NuGet.</param>
    /// <returns>Where was looked; the native part; the folder of libtorch.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such program.</exception>
    public static (string Place, string? TorchSharp, string? Torch) Find(string? program, string platform)
    {
        var (native, torch) = OperatingSystem.IsWindows() ? ("LibTorchSharp.dll", "torch_cpu.dll")
            : OperatingSystem.IsMacOS() ? ("libLibTorchSharp.dylib", "libtorch_cpu.dylib")
            : ("libLibTorchSharp.so", "libtorch_cpu.so");
        if (program is not null)
        {
            if (!Directory.Exists(program))
                throw new DirectoryNotFoundException($"there is no folder '{program}': name the folder that a program was built into.");
            return (program, FirstIn(program, native), FolderOf(FirstIn(program, torch)));
        }

        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return (packages, Newest(packages, "torchsharp", native, platform), FolderOf(Newest(packages, $"libtorch-cpu-{platform}", torch, platform)));
    }

    private static string? Newest(string packages, string package, string file, string platform)
    {
        var folder = Path.Combine(packages, package);
        return !Directory.Exists(folder) ? null : Directory.EnumerateDirectories(folder)
            .OrderByDescending(version => Version.TryParse(Path.GetFileName(version), out var number) ? number : new Version(0, 0))
            .Select(version => Path.Combine(version, "runtimes", platform, "native", file))
            .FirstOrDefault(File.Exists);
    }

    private static string? FirstIn(string folder, string file) =>
        Directory.EnumerateFiles(folder, file, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).FirstOrDefault();

    private static string? FolderOf(string? file) => file is null ? null : Path.GetDirectoryName(file);
}
