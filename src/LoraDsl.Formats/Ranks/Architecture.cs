using System.Text.Json;
using LoraDsl.Formats.Files;

namespace LoraDsl.Ranks;

/// <summary>The layers of a model that are to be adapted, as a file describes them.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Layers">The layers, in the model's order.</param>
public sealed record Architecture(string Name, IReadOnlyList<ArchitectureLayer> Layers)
{
    /// <summary>The JSON schema of the file.</summary>
    public static string Schema => EmbeddedSchema.Read(typeof(Architecture).Assembly, "architecture.schema.json");

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no architecture; the message names every problem.</exception>
    public static Architecture Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(RegularFile.ReadText(path), path);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="InvalidDataException">The text is no architecture; the message names every problem.</exception>
    public static Architecture Parse(string json, string source = "architecture")
    {
        ArgumentNullException.ThrowIfNull(json);
        return StrictJson.Read(json, source, RanksJson.Default.Architecture, null, architecture => architecture.Problems());
    }

    /// <summary>The architecture as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RanksJson.Default.Architecture);

    /// <summary>What is wrong with it.</summary>
    internal IEnumerable<string> Problems()
    {
        if (Layers.Count == 0)
            yield return "layers: there has to be at least one";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, layer) in Layers.Index())
        {
            if (layer.Name.Length == 0)
                yield return $"layers[{index}].name: has to be the layer's path";
            else if (!seen.Add(layer.Name))
                yield return $"layers[{index}].name: '{layer.Name}' is there twice";
            if (layer.In < 1)
                yield return $"layers[{index}].in: has to be at least 1, not {layer.In}";
            if (layer.Out < 1)
                yield return $"layers[{index}].out: has to be at least 1, not {layer.Out}";
        }
    }
}
