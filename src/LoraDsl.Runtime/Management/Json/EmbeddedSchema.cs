namespace LoraDsl.Management;

/// <summary>The JSON schemas that ship with the library.</summary>
internal static class EmbeddedSchema
{
    /// <summary>Reads a schema.</summary>
    /// <param name="name">Its file's name.</param>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The schema '{name}' is missing from the library.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
