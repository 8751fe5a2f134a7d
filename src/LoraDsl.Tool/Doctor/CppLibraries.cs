using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using LoraDsl.Formats.Files;

namespace LoraDsl.Tool.Doctor;

/// <summary>The C++ library of Linux, and the versions of its symbols that it offers and that others ask for.</summary>
internal static partial class CppLibraries
{
    private const string Name = "libstdc++.so.6";

    /// <summary>Where the library is that the loader takes, or <see langword="null"/>.</summary>
    public static string? Loaded()
    {
        if (!NativeLibrary.TryLoad(Name, out _))
            return null;
        return File.ReadLines("/proc/self/maps")
            .Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .FirstOrDefault(path => path.Contains("/libstdc++.so", StringComparison.Ordinal));
    }

    /// <summary>The newest version that the library offers.</summary>
    public static Version? OfferedBy(string path)
    {
        using var stream = RegularFile.OpenRead(path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Newest(Symbol().Matches(Encoding.Latin1.GetString(bytes)).Select(match => match.Value));
    }

    /// <summary>The newest version that a library cannot do without.</summary>
    public static Version? NeededBy(string path) => Newest(ElfNeeds.Of(path));

    private static Version? Newest(IEnumerable<string> names) =>
        names.Select(name => Symbol().Match(name)).Where(match => match.Success).Select(match => Version.Parse(match.Groups["version"].Value)).Max();

    [GeneratedRegex("GLIBCXX_(?<version>[0-9]+(\\.[0-9]+){1,3})", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}
