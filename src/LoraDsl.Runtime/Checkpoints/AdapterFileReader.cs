using System.Text.Json;
using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>An adapter folder in PEFT's layout, read and matched against a model before anything of the model is changed.</summary>
internal sealed class AdapterFileReader : IDisposable
{
    private readonly string directory;
    private readonly PeftConfig config;
    private readonly Dictionary<string, Tensor> tensors;

    /// <summary>Reads the folder.</summary>
    /// <exception cref="FileNotFoundException">One of the two files is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or of a kind that is not supported.</exception>
    public AdapterFileReader(string directory)
    {
        this.directory = directory;
        config = ReadConfig(PathOf(PeftNames.ConfigFile));
        tensors = SafetensorsReader.Read(PathOf(PeftNames.WeightsFile));
    }

    /// <summary>Finds the factors of every adapter of the model.</summary>
    /// <returns>An adapter and its factors; none where the file leaves an adaptive adapter out.</returns>
    /// <exception cref="InvalidOperationException">The file and the model do not fit.</exception>
    public IReadOnlyList<(LayerAdapter Adapter, (Tensor A, Tensor B)? Factors)> Match(AdapterSet set)
    {
        var matched = new List<(LayerAdapter, (Tensor, Tensor)?)>();
        var unused = tensors.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (path, adapter) in set.Named())
        {
            var factors = FactorsOf(path, adapter, unused);
            var rank = factors is var (a, _) ? (int)a.shape[0] : 0;
            adapter.RequireLoadable(path, rank, PeftPattern.ValueFor(path, config.AlphaPattern, config.LoraAlpha), config.UseRankStabilized);
            if (factors is not null)
                AdapterMismatch.RequireMasking(path, adapter is LorsAdapter, config.LorsModules?.Contains(path) ?? false);
            matched.Add((adapter, factors));
        }

        if (unused.Count > 0)
        {
            throw new InvalidOperationException(
                $"'{directory}' has tensors that {set.ModelName} has no adapter for: {string.Join(", ", unused.Order(StringComparer.Ordinal).Take(5))}{(unused.Count > 5 ? $" and {unused.Count - 5} more" : "")}. Is it an adapter of another model?");
        }

        return matched;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
    }

    private (Tensor A, Tensor B)? FactorsOf(string path, LayerAdapter adapter, HashSet<string> unused)
    {
        var (nameA, nameB) = (PeftNames.A(path, adapter.Layer), PeftNames.B(path, adapter.Layer));
        var (foundA, foundB) = (unused.Remove(nameA), unused.Remove(nameB));
        if (!foundA && !foundB)
            return null;
        if (!foundA || !foundB)
            throw new InvalidOperationException($"'{directory}' has only one of '{nameA}' and '{nameB}': the file is incomplete.");
        var (a, b) = (tensors[nameA], tensors[nameB]);
        var (wantedA, wantedB) = (adapter.Layer.ShapeOfA(a.shape.FirstOrDefault()), adapter.Layer.ShapeOfB(a.shape.FirstOrDefault()));
        if (!a.shape.SequenceEqual(wantedA) || !b.shape.SequenceEqual(wantedB))
        {
            throw new InvalidOperationException(
                $"The file's adapter for '{path}' has A of shape {Text(a.shape)} and B of shape {Text(b.shape)}, but the layer needs {Text(wantedA)} and {Text(wantedB)} at this rank. Is it an adapter of another model?");
        }

        return (a, b);
    }

    private static string Text(long[] shape) => $"({string.Join(", ", shape)})";

    private string PathOf(string file)
    {
        var path = Path.Combine(directory, file);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"'{directory}' is no adapter folder: it has no {file}.", path);
    }

    private static PeftConfig ReadConfig(string path)
    {
        PeftConfig config;
        try
        {
            config = JsonSerializer.Deserialize(File.ReadAllBytes(path), PeftJson.Default.PeftConfig)
                ?? throw new InvalidDataException($"'{path}' is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' is no adapter configuration: {error.Message}", error);
        }

        if (config.PeftType != "LORA" || config.UseDora || config.FanInFanOut || config.Bias != "none")
        {
            throw new InvalidDataException(
                $"'{path}' describes a kind of adapter that is not supported: peft_type must be LORA, use_dora and fan_in_fan_out false, bias \"none\".");
        }

        return config;
    }
}
