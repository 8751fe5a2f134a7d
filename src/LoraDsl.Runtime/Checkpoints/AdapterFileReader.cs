using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Formats.Safetensors;
using LoraDsl.Layers;
using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>An adapter folder in PEFT's layout, read and matched against a model before anything of the model is changed.</summary>
internal sealed class AdapterFileReader : IDisposable
{
    private readonly string directory;
    private readonly PeftConfig config;
    private readonly PatternLookup alphas;
    private readonly HashSet<string> masked;
    private readonly SafetensorsFile file;

    /// <summary>Opens the folder; of its tensors only the header is read yet.</summary>
    /// <exception cref="FileNotFoundException">One of the two files is missing.</exception>
    /// <exception cref="IOException">One of the two cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or of a kind that is not supported.</exception>
    public AdapterFileReader(string directory)
    {
        this.directory = directory;
        var path = PathOf(PeftNames.ConfigFile);
        config = PeftConfig.Read(path);
        alphas = new PatternLookup(config.AlphaPattern, path);
        masked = [.. config.LorsModules ?? []];
        file = new SafetensorsFile(PathOf(PeftNames.WeightsFile));
    }

    /// <summary>Finds the factors of every adapter of the model by their names and shapes, and reads them when all of them fit.</summary>
    /// <returns>Each adapter and the values of its factors, without any rank where the file leaves an adaptive adapter out.</returns>
    /// <exception cref="InvalidOperationException">The file and the model do not fit.</exception>
    /// <exception cref="InvalidDataException">The file says of an adapter what cannot be.</exception>
    public IReadOnlyList<MatchedAdapter> Match(AdapterSet set)
    {
        var unused = file.Entries.Keys.ToHashSet(StringComparer.Ordinal);
        var found = set.Named().Select(entry => Find(entry.Path, entry.Adapter, unused)).ToList();
        if (unused.Count > 0)
        {
            throw new InvalidOperationException(
                $"'{directory}' has tensors that {set.ModelName} has no adapter for: {string.Join(", ", unused.Order(StringComparer.Ordinal).Take(5))}{(unused.Count > 5 ? $" and {unused.Count - 5} more" : "")}. Is it an adapter of another model?");
        }

        return [.. found.Select(Read)];
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // Everything that can be said of an adapter without its values.
    private FoundAdapter Find(string path, LayerAdapter adapter, HashSet<string> unused)
    {
        var factors = FactorsOf(path, adapter, unused);
        var stored = factors.Length == 0 ? 0 : (int)factors[0].Shape[0];
        var rank = stored - StartRankOf(path, stored);
        var (alpha, rankStabilized) = ScalingOf(path, stored);
        var scaling = stored == 0 ? 0 : AdapterScaling.Of(alpha, stored, rankStabilized);
        if (!double.IsFinite(scaling))
            throw new InvalidDataException($"'{directory}' gives '{path}' a scaling of {scaling}: lora_alpha, alpha_pattern and init_r in {PeftNames.ConfigFile} have to make a finite one.");
        if (rank < stored && !adapter.TakesInitialization(rank, stored))
            rank = stored;
        if (rank < stored)
            alpha = scaling * AdapterScaling.AlphaOfUnitScaling(rank, rankStabilized);
        adapter.RequireLoadable(path, rank, alpha, rankStabilized);
        if (rank > 0)
            AdapterMismatch.RequireMasking(path, adapter is LorsAdapter, masked.Contains(path));
        return new FoundAdapter(adapter, factors, rank, stored, scaling);
    }

    private MatchedAdapter Read(FoundAdapter found)
    {
        var (adapter, factors, rank, stored, scaling) = found;
        Tensor[] values = factors.Length == 0
            ? [zeros(adapter.Layer.ShapeOfA(0)), zeros(adapter.Layer.ShapeOfB(0))]
            : [.. factors.Select(file.Read)];
        var (a, b, e) = (values[0], values[1], values.Length > 2 ? values[2] : null);
        return rank == stored
            ? new MatchedAdapter(adapter, adapter.FactorsFrom(a, b, e, scaling), null)
            : new MatchedAdapter(
                adapter,
                [a.narrow(0, 0, rank), b.narrow(1, 0, rank)],
                (a.narrow(0, rank, stored - rank), b.narrow(1, rank, stored - rank).neg(), scaling));
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

    // A and B, and of AdaLoRA E; none where the file leaves the adapter out.
    private SafetensorsEntry[] FactorsOf(string path, LayerAdapter adapter, HashSet<string> unused)
    {
        string[] letters = config.PeftType == PeftNames.AdaLora ? ["A", "B", "E"] : ["A", "B"];
        string[] names = [.. letters.Select(factor => PeftNames.Of(path, adapter.Layer is EmbeddingLayer, factor, config.PeftType))];
        string[] found = [.. names.Where(unused.Remove)];
        if (found.Length == 0)
            return [];
        if (found.Length < names.Length)
            throw Incomplete(names.First(name => !found.Contains(name)));
        SafetensorsEntry[] factors = [.. names.Select(name => file.Entries[name])];
        if (Array.Find(factors, factor => TensorTypes.TypeOf(factor.Type) is not (ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16)) is { } odd)
            throw new InvalidDataException($"'{directory}' has '{odd.Name}' in values of the type {odd.Type}: factors are of F64, F32, F16 or BF16.");
        var rank = factors[0].Shape.FirstOrDefault();
        long[][] wanted = [adapter.Layer.ShapeOfA(rank), adapter.Layer.ShapeOfB(rank), [rank, 1]];
        if (rank > int.MaxValue || factors.Zip(wanted).Any(pair => !pair.First.Shape.AsSpan().SequenceEqual(pair.Second)))
        {
            var shapes = string.Join(" and ", letters.Zip(factors, (letter, factor) => $"{letter} of shape {Text(factor.Shape)}"));
            throw new InvalidOperationException(
                $"The file's adapter for '{path}' has {shapes}, but the layer needs {Text(wanted[0])} and {Text(wanted[1])} at this rank. Is it an adapter of another model?");
        }

        return factors;
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

    private sealed record FoundAdapter(LayerAdapter Adapter, SafetensorsEntry[] Factors, int Rank, int Stored, double Scaling);
}
