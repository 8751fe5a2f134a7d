using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LoraDsl.Formats.Files;

namespace LoraDsl.Tool.Doctor;

/// <summary>The C++ library of Linux, and the versions of its symbols that libraries offer and ask for.</summary>
internal static partial class CppLibraries
{
    private const string Name = "libstdc++.so.6";
    private const string Symbols = "GLIBCXX_";

    /// <summary>Where the library is that the loader takes, or <see langword="null"/>.</summary>
    public static string? Loaded()
    {
        if (!NativeLibrary.TryLoad(Name, out _))
            return null;
        return File.ReadLines("/proc/self/maps")
            .Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .FirstOrDefault(path => path.Contains("/libstdc++.so", StringComparison.Ordinal));
    }

    /// <summary>The newest version that a library's table of names has; those that it asks for weakly count as well.</summary>
    public static Version? NewestVersionIn(string path)
    {
        using var stream = RegularFile.OpenRead(path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Version? newest = null;
        var from = 0;
        while (bytes.AsSpan(from).IndexOf("GLIBCXX_"u8) is >= 0 and var found)
        {
            from += found + Symbols.Length;
            var text = System.Text.Encoding.ASCII.GetString(bytes, from, Math.Min(16, bytes.Length - from));
            if (Number().Match(text) is { Success: true } number && Version.Parse(number.Value) is var version && (newest is null || version > newest))
                newest = version;
        }

        return newest;
    }

    [GeneratedRegex("^[0-9]+(\\.[0-9]+){1,3}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
