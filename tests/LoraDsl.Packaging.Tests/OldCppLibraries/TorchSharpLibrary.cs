using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LoraDsl.Packaging.Tests.OldCppLibraries;

/// <summary>TorchSharp's native part for Linux, as its package has it.</summary>
internal static class TorchSharpLibrary
{
    public const string Cpp = "libstdc++.so.6";
    public const string Version = "GLIBCXX_3.4.32";
    public const string Symbol = "_ZSt21ios_base_library_initv";

    /// <summary>Where NuGet has unfolded it on this machine.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        ConsumerProject.MachinePackages, "torchsharp", Repository.VersionOf("TorchSharp"), "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    /// <summary>Whether this machine's loader takes it as it is, by the names of versions that its C++ library has.</summary>
    public static bool LoadsHere { get; } = CppLibrary().AsSpan().IndexOf("GLIBCXX_3.4.32\0"u8) >= 0;

    /// <summary>A file's SHA-256.</summary>
    public static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    // The runtime itself stands on it, so that it is mapped.
    private static byte[] CppLibrary()
    {
        var loaded = NativeLibrary.Load(Cpp);
        var line = File.ReadLines("/proc/self/maps").First(line => line.Contains("/libstdc++.so", StringComparison.Ordinal));
        NativeLibrary.Free(loaded);
        return File.ReadAllBytes(line[line.IndexOf('/', StringComparison.Ordinal)..]);
    }
}
