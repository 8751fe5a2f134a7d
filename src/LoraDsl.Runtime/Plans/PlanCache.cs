using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoraDsl.Checkpoints;
using static TorchSharp.torch;

namespace LoraDsl.Plans;

/// <summary>Measured costs in a file of the user's cache folder, one for each machine and version. What cannot be read counts as missing.</summary>
internal static class PlanCache
{
    /// <summary>The folder, or <see langword="null"/> where the system names none.</summary>
    public static string? Folder
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            var caches = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
                : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named
                : home.Length == 0 ? "" : Path.Combine(home, ".cache");
            return caches.Length == 0 ? null : Path.Combine(caches, "LoraDsl");
        }
    }

    /// <summary>What costs depend on beside the sizes.</summary>
    public static string Key => string.Join(
        "; ",
        Processor(),
        Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128",
        LoraPlans.Threads.ToString(CultureInfo.InvariantCulture),
        "libtorch " + __version__,
        RuntimeInformation.FrameworkDescription,
        "LoraDsl " + typeof(PlanCache).Assembly.ManifestModule.ModuleVersionId);

    /// <summary>Name of the file for this machine and these versions.</summary>
    public static string FileName => $"plans-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, 8))}.json";

    /// <summary>The costs that were measured here, or <see langword="null"/>.</summary>
    public static PlanCosts? TryRead(string? folder)
    {
        if (folder is null)
            return null;
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, FileName));
            var file = JsonSerializer.Deserialize(stream, PlanJson.Default.PlanFile);
            return file is not null && file.Key == Key && file.IsSound ? file.Costs : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Keeps costs for later processes, where the folder can be written.</summary>
    public static void TryWrite(string? folder, PlanCosts costs)
    {
        if (folder is null)
            return;
        try
        {
            AtomicFiles.Write(folder, (FileName, stream => JsonSerializer.Serialize(stream, new PlanFile(Key, costs), PlanJson.Default.PlanFile)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string Processor()
    {
        const string field = "model name";
        try
        {
            if (OperatingSystem.IsLinux() && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) is { } line)
                return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
