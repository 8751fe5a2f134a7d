using System.IO.Compression;

namespace LoraDsl.Packaging.Tests;

/// <summary>The package that the consumer gets TorchSharp from: the real one, or the stand-in as a package that only these tests make.</summary>
internal static class TorchPackage
{
    /// <summary>Whether it is the stand-in: then nothing has to be restored from elsewhere.</summary>
#if TORCH_SYSTEM
    public static bool IsStandIn => true;
#else
    public static bool IsStandIn => false;
#endif

    public static string Name => IsStandIn ? "TorchSharp" : "TorchSharp-cpu";

    /// <summary>The stand-in's is newer than what LoraDsl.Runtime asks for, and one that the real package does not have.</summary>
    public static string Version => IsStandIn ? $"{Repository.VersionOf("TorchSharp")}.9999" : Repository.VersionOf("TorchSharp");

    /// <summary>Puts the stand-in's package into a feed; the real one is in the machine's.</summary>
    public static void AddTo(string feed)
    {
        if (!IsStandIn)
            return;
        using var package = ZipFile.Open(Path.Combine(feed, $"{Name}.{Version}.nupkg"), ZipArchiveMode.Create);
        using (var specification = new StreamWriter(package.CreateEntry($"{Name}.nuspec").Open()))
        {
            specification.Write($"""
                <?xml version="1.0" encoding="utf-8"?>
                <package>
                  <metadata>
                    <id>{Name}</id>
                    <version>{Version}</version>
                    <authors>The LoraDsl authors</authors>
                    <description>The stand-in.</description>
                  </metadata>
                </package>
                """);
        }

        var here = AppContext.BaseDirectory;
        package.CreateEntryFromFile(Path.Combine(here, "TorchSharp.dll"), "lib/net10.0/TorchSharp.dll");
        package.CreateEntryFromFile(
            Path.Combine(here, "libLoraDslTorch.so"), $"runtimes/{ConsumerProject.RuntimeIdentifier}/native/libLoraDslTorch.so");
    }
}
