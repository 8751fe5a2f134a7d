using System.Text.Json;
using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>An adapter folder in PEFT's layout, read and matched against a model before anything of the model is changed.</summary>
internal sealed class AdapterFileReader : IDisposable
{
    private readonly string directory;
    private readonly PeftConfig config;
    private readonly PatternLookup alphas;
    private readonly HashSet<string> masked;
    private readonly Dictionary<string, Tensor> tensors;

    /// <summary>Reads the folder.</summary>
    /// <exception cref="FileNotFoundException">One of the two files is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or of a kind that is not supported.</exception>
    public AdapterFileReader(string directory)
    {
        this.directory = directory;
        config = ReadConfig(PathOf(PeftNames.ConfigFile));
        alphas = new PatternLookup(config.AlphaPattern);
        masked = [.. config.LorsModules ?? []];
        tensors = SafetensorsReader.Read(PathOf(PeftNames.WeightsFile));
    }

    /// <summary>Finds the factors of every adapter of the model.</summary>
    /// <returns>Each adapter and the values of its factors, without any rank where the file leaves an adaptive adapter out.</returns>
    /// <exception cref="InvalidOperationException">The file and the model do not fit.</exception>
    /// <exception cref="InvalidDataException">The file says of an adapter what cannot be.</exception>
    public IReadOnlyList<MatchedAdapter> Match(AdapterSet set)
    {
        var matched = new List<MatchedAdapter>();
        var unused = tensors.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (path, adapter) in set.Named())
        {
            var (a, b, e) = FactorsOf(path, adapter, unused);
            var stored = (int)a.shape[0];
            var rank = stored - StartRankOf(path, stored);
            var (alpha, rankStabilized) = ScalingOf(path, stored);
            var scaling = stored == 0 ? 0 : AdapterScaling.Of(alpha, stored, rankStabilized);
            if (rank < stored && !adapter.TakesStart(rank, stored))
                rank = stored;
            if (rank < stored)
                alpha = scaling * AdapterScaling.AlphaOfUnitScaling(rank, rankStabilized);
            adapter.RequireLoadable(path, rank, alpha, rankStabilized);
            if (rank > 0)
                AdapterMismatch.RequireMasking(path, adapter is LorsAdapter, masked.Contains(path));
            matched.Add(rank == stored
                ? new MatchedAdapter(adapter, adapter.FactorsFrom(a, b, e, scaling), null)
                : new MatchedAdapter(
                    adapter,
                    [a.narrow(0, 0, rank), b.narrow(1, 0, rank)],
                    (a.narrow(0, rank, stored - rank), b.narrow(1, rank, stored - rank).neg(), scaling)));
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

    // Components at the end of an adapter that take back its start.
    private int StartRankOf(string path, int rank)
    {
        if (config.CompensatedRanks?.TryGetValue(path, out var start) is not true)
            return 0;
        return start > 0 && start <= rank
            ? start
            : throw new InvalidDataException($"'{directory}' says that {start} of the {rank} components of '{path}' take its start back: compensated_ranks in {PeftNames.ConfigFile} must be from 1 to the rank.");
    }

    // The scaling of an adapter as α and what it is divided by, the rank or its root; AdaLoRA's is α by its initial rank.
    private (double Alpha, bool RankStabilized) ScalingOf(string path, int rank) => config.PeftType == PeftNames.AdaLora
        ? (config.LoraAlpha / (config.InitR ?? throw Incomplete("init_r")) * rank, false)
        : (alphas.ValueFor(path, config.LoraAlpha), config.UseRankStabilized);

    private (Tensor A, Tensor B, Tensor? E) FactorsOf(string path, LayerAdapter adapter, HashSet<string> unused)
    {
        string[] factors = config.PeftType == PeftNames.AdaLora ? ["A", "B", "E"] : ["A", "B"];
        string[] names = [.. factors.Select(factor => PeftNames.Of(path, adapter.Layer, factor, config.PeftType))];
        string[] found = [.. names.Where(unused.Remove)];
        if (found.Length == 0)
            return (zeros(adapter.Layer.ShapeOfA(0)), zeros(adapter.Layer.ShapeOfB(0)), null);
        if (found.Length < names.Length)
            throw Incomplete(names.First(name => !found.Contains(name)));
        var (a, b) = (tensors[names[0]], tensors[names[1]]);
        var e = names.Length > 2 ? tensors[names[2]] : null;
        var rank = a.shape.FirstOrDefault();
        var (wantedA, wantedB) = (adapter.Layer.ShapeOfA(rank), adapter.Layer.ShapeOfB(rank));
        if (!a.shape.SequenceEqual(wantedA) || !b.shape.SequenceEqual(wantedB) || (e is not null && !e.shape.SequenceEqual([rank, 1])))
        {
            throw new InvalidOperationException(
                $"The file's adapter for '{path}' has A of shape {Text(a.shape)} and B of shape {Text(b.shape)}{(e is null ? "" : $" and E of shape {Text(e.shape)}")}, but the layer needs {Text(wantedA)} and {Text(wantedB)} at this rank. Is it an adapter of another model?");
        }

        return (a, b, e);
    }

    private InvalidOperationException Incomplete(string missing) =>
        new($"'{directory}' has no '{missing}': the file is incomplete.");

    private static string Text(long[] shape) => $"({string.Join(", ", shape)})";

    private string PathOf(string file)
    {
        var path = Path.Combine(directory, file);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"'{directory}' is no adapter folder: it has no {file}.", path);
    }

    /// <summary>Reads an adapter configuration and refuses kinds that are not supported.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or describes a kind that is not supported.</exception>
    public static PeftConfig ReadConfig(string path)
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

        if (config.PeftType is not (PeftNames.Lora or PeftNames.AdaLora) || config.UseDora || config.FanInFanOut || config.Bias != "none")
        {
            throw new InvalidDataException(
                $"'{path}' describes a kind of adapter that is not supported: peft_type must be LORA or ADALORA, use_dora and fan_in_fan_out false, bias \"none\".");
        }

        return config;
    }
}
