using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Layers;
using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>What a folder of adapters says.</summary>
internal static class AdapterFileContent
{
    /// <summary>Configuration and tensors, to be disposed by the caller's scope.</summary>
    /// <param name="set">The model's adapters.</param>
    /// <param name="saved">Those of rank above 0.</param>
    public static (PeftConfig Config, Dictionary<string, Tensor> Tensors) Of(
        AdapterSet set, IReadOnlyList<SavedAdapter> saved)
    {
        var (config, tensors) = Factors(set, saved);
        var adapted = saved.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, module) in set.TrainedWhole())
        {
            foreach (var (name, tensor) in module.Tensors)
                tensors[module.IsBias && adapted.Contains(path) ? PeftNames.OfBase(path, name) : PeftNames.OfWhole($"{path}.{name}")] = tensor.Values;
        }

        var rows = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        foreach (var (path, adapter) in set.Named())
        {
            if (adapter is not TrainedRowsAdapter trained)
                continue;
            tensors[PeftNames.OfTokens(path)] = trained.Values();
            rows[path] = [.. trained.Rows.Select(row => (int)row)];
        }

        return (config with
        {
            TrainableTokenIndices = rows.Count == 0 ? null : rows,
            ModulesToSave = [.. set.TrainedWhole().Where(entry => !entry.Module.IsBias).Select(entry => entry.Path)],
            Bias = set.TrainedWhole().Where(entry => entry.Module.IsBias).Select(entry => entry.Path).ToList() switch
            {
                [] => "none",
                var biases => biases.TrueForAll(adapted.Contains) ? "lora_only" : "all",
            },
        }, tensors);
    }

    private static (PeftConfig Config, Dictionary<string, Tensor> Tensors) Factors(AdapterSet set, IReadOnlyList<SavedAdapter> saved)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        if (saved.All(entry => entry.Adapter is AdaLoraAdapter { Layer: LinearLayer })
            && saved.Select(entry => (AdaLoraAdapter)entry.Adapter).DistinctBy(adapter => (adapter.DeclaredInitialRank, adapter.TripletScaling)).Count() == 1)
        {
            List<(string Path, AdaLoraAdapter Adapter)> triplets = [.. saved.Select(entry => (entry.Path, (AdaLoraAdapter)entry.Adapter))];
            foreach (var (path, adapter) in triplets)
            {
                foreach (var (factor, values) in "ABE".Zip(adapter.EffectiveFactors()))
                    tensors[PeftNames.Of(path, embedding: false, $"{factor}", PeftNames.AdaLora)] = values;
            }

            return (PeftConfigBuilder.DescribeAdaLora(set, triplets), tensors);
        }

        foreach (var entry in saved)
        {
            var (a, b) = entry.Factors();
            tensors[PeftNames.Of(entry.Path, entry.Adapter.Layer is EmbeddingLayer, "A", PeftNames.Lora)] = a;
            tensors[PeftNames.Of(entry.Path, entry.Adapter.Layer is EmbeddingLayer, "B", PeftNames.Lora)] = b.to(a.dtype);
            if (entry.Adapter is LoraAdapter { BiasOfB: { } bias })
                tensors[PeftNames.OfFactorBias(entry.Path)] = bias.detach();
            if (entry.Adapter.Magnitude is { } magnitude)
                tensors[PeftNames.OfMagnitude(entry.Path)] = AlongOutputs(entry.Adapter, magnitude.detach());
        }

        return (PeftConfigBuilder.Describe(set, saved), tensors);
    }

    // PEFT has the magnitudes of a convolution in a shape that multiplies its output.
    private static Tensor AlongOutputs(LayerAdapter adapter, Tensor magnitude) => adapter.Layer.OutputDimension == -1
        ? magnitude
        : magnitude.view([1, adapter.OutFeatures, .. Enumerable.Repeat(1L, -adapter.Layer.OutputDimension - 1)]);
}
