using System.IO.Compression;

namespace LoraDsl.Packaging.Tests;

/// <summary>The package that the consumer gets TorchSharp from: the real one, or the stand-in as a package that only these tests make.</summary>
internal static class TorchPackage
{
#if TORCH_SYSTEM
    /// <summary>Newer than what LoraDsl.Runtime asks for, and no version that the real package has.</summary>
    public static string Version { get; } = Repository.TorchSharpVersion + ".9999";

    public static string Name => "TorchSharp";

    /// <summary>Puts the stand-in's package into the feed.</summary>
    public static void AddTo(string feed)
    {
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
#else
    public static string Version { get; } = Repository.TorchSharpVersion;

    public static string Name => "TorchSharp-cpu";

    /// <summary>Nothing to add: the machine's sources have it.</summary>
    public static void AddTo(string feed)
    {
    }
#endif
}
