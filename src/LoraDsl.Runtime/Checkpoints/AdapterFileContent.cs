using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>What a folder of adapters says.</summary>
internal static class AdapterFileContent
{
    /// <summary>Configuration and tensors, to be disposed by the caller's scope.</summary>
    /// <param name="set">The model's adapters.</param>
    /// <param name="saved">Those of rank above 0.</param>
    public static (PeftConfig Config, Dictionary<string, Tensor> Tensors) Of(
        AdapterSet set, IReadOnlyList<(string Path, LayerAdapter Adapter)> saved)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        if (saved.All(entry => entry.Adapter is AdaLoraLinear)
            && saved.Select(entry => (AdaLoraAdapter)entry.Adapter).DistinctBy(adapter => (adapter.DeclaredInitialRank, adapter.TripletScaling)).Count() == 1)
        {
            List<(string Path, AdaLoraAdapter Adapter)> triplets = [.. saved.Select(entry => (entry.Path, (AdaLoraAdapter)entry.Adapter))];
            foreach (var (path, adapter) in triplets)
            {
                foreach (var (factor, values) in "ABE".Zip(adapter.LiveFactors()))
                    tensors[PeftNames.Of(path, adapter.Layer, $"{factor}", PeftNames.AdaLora)] = values;
            }

            return (PeftConfigBuilder.DescribeAdaLora(set, triplets), tensors);
        }

        foreach (var (path, adapter) in saved)
        {
            var (a, b) = adapter.CurrentFactors();
            tensors[PeftNames.Of(path, adapter.Layer, "A", PeftNames.Lora)] = a;
            tensors[PeftNames.Of(path, adapter.Layer, "B", PeftNames.Lora)] = b.to(a.dtype);
        }

        return (PeftConfigBuilder.Describe(set, saved), tensors);
    }
}
