using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Formats.Safetensors;
using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>An adapter folder in PEFT's layout, read and matched against a model before anything of the model is changed.</summary>
internal sealed class AdapterFileReader : IDisposable
{
    private const PeftFeatures Supported = PeftFeatures.StartFromBase | PeftFeatures.Dora | PeftFeatures.Variants
        | PeftFeatures.ModulesToSave | PeftFeatures.Bias | PeftFeatures.LoraBias | PeftFeatures.TrainableTokens;

    private readonly SafetensorsFile file;
    private AdapterDescription description;

    /// <summary>Opens the folder; of its tensors only the header is read yet.</summary>
    /// <exception cref="FileNotFoundException">One of the two files is missing.</exception>
    /// <exception cref="IOException">One of the two cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or of a kind that is not supported.</exception>
    public AdapterFileReader(string directory)
    {
        AdapterPlaces.Require(directory);
        var config = PeftConfig.Read(AdapterPlaces.Config(directory), Supported);
        if (config.Variant is not null)
            config = PeftConfig.Read(AdapterPlaces.Config(directory), PeftFeatures.Variants);
        file = new SafetensorsFile(AdapterPlaces.Weights(directory));
        try
        {
            description = AdapterDescription.Of(directory, config, file.Header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What the folder describes; once it is matched, by the model's paths.</summary>
    public AdapterDescription Description => description;

    /// <summary>The configuration.</summary>
    public PeftConfig Config => description.Config;

    /// <summary>What a user should know of the file, once it is matched.</summary>
    public IReadOnlyList<string> Warnings => description.Warnings;

    /// <summary>Weights of the base that the file has otherwise, once it is matched, and their values.</summary>
    public IReadOnlyList<(Tensor Weight, Tensor Values)> OtherWeights { get; private set; } = [];

    /// <summary>The values of what the model trains whole, once the file is matched.</summary>
    public IReadOnlyList<(TrainedTensor Tensor, Tensor Values)> Whole { get; private set; } = [];

    /// <summary>VeRA's projections, once it is matched; <see langword="null"/> of other methods.</summary>
    public VeraProjections? Projections { get; private set; }

    /// <summary>Finds the factors of every adapter of the model by their names and shapes, and reads them when all of them fit.</summary>
    /// <param name="set">The model's adapters.</param>
    /// <param name="allowNonFinite">Whether factors may have values that are not finite.</param>
    /// <returns>Each adapter and the values of its factors, without any rank where the file leaves an adaptive adapter out.</returns>
    /// <exception cref="InvalidOperationException">The file and the model do not fit.</exception>
    /// <exception cref="InvalidDataException">The file says of an adapter what cannot be.</exception>
    public IReadOnlyList<MatchedAdapter> Match(AdapterSet set, bool allowNonFinite)
    {
        description = description.At(RootLevel.Between([.. description.Paths], [.. set.Named().Select(entry => entry.Path)]));
        if (description.Config.Variant is not null)
        {
            var variants = new VariantFit(description, set.ModelName).Check(set);
            var matched = variants.Select(entry => new MatchedAdapter(entry.Adapter, entry.Adapter.FactorsFrom(name => Finite(entry.Layer.Factors[name], allowNonFinite)), null)).ToList();
            Projections = ReadProjections(variants, allowNonFinite);
            return matched;
        }

        var rows = set.Named().Where(entry => entry.Adapter is TrainedRowsAdapter).ToDictionary(entry => entry.Path, entry => (TrainedRowsAdapter)entry.Adapter, StringComparer.Ordinal);
        var adapters = set.Named().Where(entry => entry.Adapter is not TrainedRowsAdapter).Select(entry => (entry.Path, Adapter: LowRankOf(entry.Path, entry.Adapter))).ToList();
        var layers = description.Layers.ToDictionary(layer => layer.Path, StringComparer.Ordinal);
        var fit = new AdapterFit(description, set.ModelName);
        var found = adapters.Select(entry => fit.Check(entry.Path, entry.Adapter, layers.GetValueOrDefault(entry.Path))).ToList();
        fit.RequireAll(adapters.Select(entry => entry.Path));
        var whole = new WholeFit(description, set).Match();
        OtherWeights = Vocabularies(set, [.. whole.Select(entry => entry.Saved)], allowNonFinite);
        Whole = [.. whole.Select(entry => (entry.Tensor, Finite(entry.Saved.Entry, allowNonFinite)))];
        var trained = new TokenFit(description, set.ModelName).Match(rows);
        return
        [
            .. found.Select(entry => Read(entry!, allowNonFinite)),
            .. trained.Select(entry => new MatchedAdapter(entry.Adapter, entry.Adapter.FactorsFrom(Finite(entry.Saved.Entry, allowNonFinite)), null)),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private LowRankAdapter LowRankOf(string path, LayerAdapter adapter) => adapter as LowRankAdapter ?? throw new InvalidOperationException(
        $"'{description.Folder}' holds adapters of {Config.PeftType}, and '{path}' is adapted by {adapter.Method}: load a file of that method, or attach what the file says by LoraModel.Load(model, folder).");

    // PEFT makes those that a file does not have of their seed again, for the sizes of the adapted layers.
    private VeraProjections? ReadProjections(IReadOnlyList<(string Path, VariantAdapter Adapter, DescribedVariant Layer)> variants, bool allowNonFinite)
    {
        if (variants.Select(entry => entry.Adapter).OfType<VeraAdapter>().ToList() is not { Count: > 0 } adapters)
            return null;
        var key = Config.Variant!.ProjectionKey;
        var projections = description.Projections is var (a, b)
            ? VeraProjections.Given(Finite(a, allowNonFinite), Finite(b, allowNonFinite), key)
            : VeraProjections.OfSeed(key, adapters[0].Rank, adapters.Max(adapter => adapter.InFeatures), adapters.Max(adapter => adapter.OutFeatures));
        foreach (var (path, adapter, _) in variants)
            ((VeraAdapter)adapter).RequireFit(path, projections);
        return projections;
    }

    private MatchedAdapter Read(FittingAdapter fitting, bool allowNonFinite)
    {
        var (path, adapter, layer, rank) = fitting;
        if (layer is null)
            return new MatchedAdapter(adapter, adapter.FactorsFrom(zeros(adapter.Layer.ShapeOfA(0)), zeros(adapter.Layer.ShapeOfB(0)), null, 0), null);
        Tensor[] values = [.. new[] { layer.A, layer.B, layer.SingularValues }.OfType<SafetensorsEntry>().Select(entry => Finite(entry, allowNonFinite))];
        var (a, b, e) = (values[0], values[1], values.Length > 2 ? values[2] : null);
        if (rank < layer.Rank)
        {
            return new MatchedAdapter(
                adapter,
                WithOthers(adapter, [a.narrow(0, 0, rank), b.narrow(1, 0, rank)], layer, allowNonFinite),
                (a.narrow(0, rank, layer.Rank - rank), b.narrow(1, rank, layer.Rank - rank).neg(), layer.Scaling))
            {
                Rank = rank,
                Layer = layer,
                BaseWeight = OtherBaseWeight(path, adapter, allowNonFinite),
            };
        }

        var start = layer.StartFromBase is { } name ? BaseStart.Of(name, path, adapter, layer) : ((Tensor, Tensor, double)?)null;
        return new MatchedAdapter(adapter, WithOthers(adapter, adapter.FactorsFrom(a, b, e, layer.Scaling), layer, allowNonFinite), start)
        {
            Rank = rank,
            Layer = layer,
            BaseWeight = OtherBaseWeight(path, adapter, allowNonFinite),
        };
    }

    // PEFT has the magnitudes of a convolution in a shape that multiplies its output.
    private IReadOnlyList<Tensor> WithOthers(LowRankAdapter adapter, IReadOnlyList<Tensor> factors, DescribedLayer layer, bool allowNonFinite) =>
        layer.Magnitude is { } magnitude ? [factors[0], factors[1], Finite(magnitude, allowNonFinite).flatten()]
        : layer.FactorBias is { } bias && adapter is LoraAdapter lora ? [factors[0], factors[1], Finite(bias, allowNonFinite).mul(lora.BiasFactor(layer.Rank, layer.Scaling))]
        : factors;

    // PEFT saves the weight of an adapted embedding or head along with its adapter.
    private Tensor? OtherBaseWeight(string path, LowRankAdapter adapter, bool allowNonFinite) =>
        description.Extras.FirstOrDefault(extra => extra.Name is { Role: AdapterTensorRole.BaseParameter, Parameter: "weight" } && extra.Name.Path == path) is { } saved
            ? IfOther(saved, adapter.BaseWeight, allowNonFinite)
            : null;

    // And of embeddings and heads that are not adapted, when the vocabulary was resized.
    private List<(Tensor Weight, Tensor Values)> Vocabularies(AdapterSet set, HashSet<ExtraTensor> whole, bool allowNonFinite)
    {
        var others = new List<(Tensor, Tensor)>();
        foreach (var saved in description.Extras.Where(extra => extra.Name.Role == AdapterTensorRole.ModuleParameter && !whole.Contains(extra)))
        {
            var name = $"{saved.Name.Path}.{saved.Name.Parameter}";
            var weight = set.Model.named_parameters().FirstOrDefault(entry => entry.name == name).parameter
                ?? throw new InvalidOperationException($"'{description.Folder}' has '{saved.Entry.Name}', and {set.ModelName} has no '{name}': is it an adapter of another model?");
            if (!saved.Entry.Shape.AsSpan().SequenceEqual(weight.shape))
                throw new InvalidOperationException($"'{description.Folder}' has '{saved.Entry.Name}' of shape ({string.Join(", ", saved.Entry.Shape)}), but that of the model is ({string.Join(", ", weight.shape)}): was the vocabulary resized?");
            if (IfOther(saved, weight, allowNonFinite) is { } values)
                others.Add((weight, values));
        }

        return others;
    }

    private Tensor? IfOther(ExtraTensor saved, Tensor weight, bool allowNonFinite)
    {
        var values = Finite(saved.Entry, allowNonFinite);
        if (values.to(weight.dtype, weight.device).eq(weight).all().item<bool>())
            return null;
        description = description with
        {
            Warnings =
            [
                .. description.Warnings,
                $"'{description.Folder}' has a weight of '{saved.Name.Path}' of its own ('{saved.Entry.Name}'), which takes the place of the base's: other adapters of this base were made for another one.",
            ],
        };
        return values;
    }

    private Tensor Finite(SafetensorsEntry entry, bool allowNonFinite)
    {
        var values = file.Read(entry);
        return allowNonFinite || values.isfinite().all().item<bool>()
            ? values
            : throw new InvalidDataException($"'{description.Folder}' has values in '{entry.Name}' that are not finite, and nothing was loaded: take an earlier save, or load it with allowNonFinite to look into it.");
    }
}
