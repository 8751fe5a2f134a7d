using LoraDsl.Formats.Peft;
using LoraDsl.Formats.Safetensors;
using LoraDsl.Tool.Files;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Numerics;

/// <summary>Which tensors of a base an adapter changes, and how. Everything that does not fit is found before anything is written.</summary>
internal sealed class MergePlan
{
    /// <summary>What can be merged besides factors.</summary>
    public const PeftFeatures Supported =
        PeftFeatures.Bias | PeftFeatures.LoraBias | PeftFeatures.ModulesToSave | PeftFeatures.TrainableTokens | PeftFeatures.Dora | PeftFeatures.StartFromBase;

    private const string Weight = ".weight";

    private readonly AdapterFolder adapter;
    private readonly Checkpoint checkpoint;
    private readonly HashSet<string> names;
    private readonly RootLevel level;
    private readonly Dictionary<string, TensorChange> changes = new(StringComparer.Ordinal);

    /// <summary>Plans a merge.</summary>
    /// <exception cref="InvalidDataException">The adapter does not fit the base.</exception>
    public MergePlan(AdapterFolder adapter, Checkpoint checkpoint)
    {
        this.adapter = adapter;
        this.checkpoint = checkpoint;
        names = [.. checkpoint.Names];
        TiedWeights.Refuse(checkpoint, adapter.Layers.Select(layer => layer.Path));
        level = RootLevel.Between([.. adapter.Layers.Select(layer => layer.Path)], [.. names.Where(name => name.EndsWith(Weight, StringComparison.Ordinal)).Select(name => name[..^Weight.Length])]);
        foreach (var layer in adapter.Layers)
            Add(layer);
        foreach (var (tensor, values) in adapter.Extras)
            Add(tensor, values);
    }

    /// <summary>The changes by the tensors' names.</summary>
    public IReadOnlyDictionary<string, TensorChange> Changes => changes;

    /// <summary>What a user should know, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => adapter.Description.At(level).Warnings;

    private void Add(AdapterLayer layer)
    {
        var name = NameOf(layer.Path, "weight");
        checkpoint.TryGet(name, out var tensor);
        if (changes.TryGetValue(name, out var other))
            throw new InvalidDataException($"'{other.Path}' and '{layer.Path}' both adapt '{name}': is it an adapter of another model?");
        var isTransposed = IsTransposed(layer, tensor.Entry);
        var raw = layer.StartFromBase is null ? layer : WithoutStart(layer, tensor.File.Matrix(tensor.Entry), isTransposed);
        changes.Add(name, new TensorChange { Path = layer.Path, Layer = raw, IsTransposed = isTransposed });
    }

    private AdapterLayer WithoutStart(AdapterLayer layer, Matrix<double> weight, bool isTransposed)
    {
        if (layer.Kind != LayerKind.Linear || (isTransposed && layer.StartFromBase == "olora"))
            throw new InvalidDataException($"{new ConfigPlace(AdapterPlaces.Config(adapter.Path), "init_lora_weights")} is \"{layer.StartFromBase}\", and '{layer.Path}' cannot start so: PEFT cannot load this file either.");
        if (adapter.Extras.Any(extra => extra.Tensor.Name.Role == AdapterTensorRole.BaseParameter && extra.Tensor.Name.Path == layer.Path && extra.Tensor.Name.Parameter == "weight"))
            throw new InvalidDataException($"'{adapter.Path}' has a weight of '{layer.Path}' beside factors that started by \"{layer.StartFromBase}\", and whether that start is still in it cannot be told: convert the file in Python by save_pretrained(folder, path_initial_model_for_weight_conversion=…).");
        return RawStart.ForOriginalBase(layer, isTransposed ? weight.Transpose() : weight);
    }

    private bool IsTransposed(AdapterLayer layer, SafetensorsEntry entry)
    {
        var wanted = WeightMerge.ShapeOf(layer);
        var isTransposed = layer.Kind == LayerKind.Linear && adapter.Config.FanInFanOut && entry.Shape.AsSpan().SequenceEqual([wanted[1], wanted[0]]);
        return isTransposed || entry.Shape.AsSpan().SequenceEqual(wanted)
            ? isTransposed
            : throw new InvalidDataException($"the weight of '{layer.Path}' has the shape ({string.Join(", ", entry.Shape)}), but the adapter is for ({string.Join(", ", wanted)}): is it an adapter of another model{(adapter.Config.FanInFanOut ? "" : ", or of one that stores weights as (in, out), which fan_in_fan_out would say")}?");
    }

    private void Add(ExtraTensor tensor, Matrix<double> values)
    {
        var (path, parameter) = (tensor.Name.Path, tensor.Name.Parameter);
        switch (tensor.Name.Role)
        {
            case AdapterTensorRole.FactorBias:
                var scaling = adapter.Layers.Single(layer => layer.Path == path).Scaling;
                Change(path, "bias", values, change => change with { FactorBias = (values, scaling) });
                break;
            case AdapterTensorRole.Magnitude:
                var dora = adapter.Layers.Single(layer => layer.Path == path);
                if (dora.Kind != LayerKind.Linear || changes[NameOf(path, "weight")].IsTransposed)
                    throw new InvalidDataException($"{new ConfigPlace(AdapterPlaces.Config(adapter.Path), "use_dora")} is true for '{path}', which is no linear layer with rows of outputs: others are not merged. Merge it by PEFT (merge_and_unload).");
                Change(path, "weight", null, change => change with { Magnitudes = values });
                break;
            case AdapterTensorRole.TrainableTokens:
                Change(path, "weight", null, change => change with { Tokens = (RowsOf(path, values.RowCount), values) });
                break;
            default:
                Change(path, parameter, values, change => change with { Replacement = values });
                break;
        }
    }

    private void Change(string path, string parameter, Matrix<double>? values, Func<TensorChange, TensorChange> change)
    {
        var name = NameOf(path, parameter);
        checkpoint.TryGet(name, out var tensor);
        if (values is not null && tensor.Entry.Values != (long)values.RowCount * values.ColumnCount)
            throw new InvalidDataException($"'{adapter.Path}' has {values.RowCount} × {values.ColumnCount} values for '{name}', whose shape in '{checkpoint.Path}' is ({string.Join(", ", tensor.Entry.Shape)}): was the vocabulary resized?");
        changes[name] = change(changes.GetValueOrDefault(name) ?? new TensorChange { Path = path });
    }

    private IReadOnlyList<int> RowsOf(string path, int count)
    {
        var rows = PathEnds.Of(path).Append("").Select(end => adapter.Config.TrainableTokenIndices!.GetValueOrDefault(end)).FirstOrDefault(found => found is not null);
        return rows?.Count == count
            ? rows
            : throw new InvalidDataException($"{new ConfigPlace(AdapterPlaces.Config(adapter.Path), "trainable_token_indices")} names {rows?.Count ?? 0} rows of '{path}', and the file holds {count}.");
    }

    // A checkpoint of the inner model lacks the outer one's name in front: `h.0.…` for `transformer.h.0.…`.
    private string NameOf(string path, string parameter)
    {
        var exact = $"{level.Of(path)}.{parameter}";
        if (names.Contains(exact))
            return exact;
        var inner = PathEnds.Of(exact).Where(names.Contains).ToList();
        return inner.Count == 1
            ? inner[0]
            : throw new InvalidDataException($"'{checkpoint.Path}' has no '{exact}': is it the base of this adapter?");
    }
}
