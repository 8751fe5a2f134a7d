using System.Reflection;

namespace LoraDsl.Formats.Files;

/// <summary>The JSON schemas that ship with the library.</summary>
public static class EmbeddedSchema
{
    /// <summary>Reads a schema.</summary>
    /// <param name="library">The library that has it.</param>
    /// <param name="name">Its file's name.</param>
    public static string Read(Assembly library, string name)
    {
        ArgumentNullException.ThrowIfNull(library);
        using var stream = library.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The schema '{name}' is missing from the library.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
