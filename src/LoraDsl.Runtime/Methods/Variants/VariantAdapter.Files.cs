using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

public abstract partial class VariantAdapter
{
    /// <summary>What files call the method.</summary>
    internal abstract string PeftType { get; }

    /// <summary>What a file has of the adapter, by PEFT's names; to be disposed by the caller's scope.</summary>
    internal IEnumerable<(string Name, Tensor Values)> NamedFactors() => names.Zip(Factors, (name, factor) => (name, factor.detach()));

    /// <summary>Throws, before anything is changed, unless what a file has of the layer fits this adapter.</summary>
    /// <param name="path">The adapter's path in the model, for the message.</param>
    /// <param name="layer">What the file has.</param>
    /// <param name="keys">What its configuration says of all layers.</param>
    /// <exception cref="InvalidOperationException">It does not fit.</exception>
    internal void RequireLoadable(string path, DescribedVariant layer, VariantKeys keys)
    {
        RequireOptions(path, layer, keys);
        foreach (var (name, factor) in names.Zip(Factors))
        {
            var shape = layer.Factors.GetValueOrDefault(name)?.Shape
                ?? throw new InvalidOperationException($"The file's adapter for '{path}' has no {name}, which {Method} of this layer has: is it an adapter of another model?");
            if (!shape.AsSpan().SequenceEqual(factor.shape))
                throw new InvalidOperationException($"The file's adapter for '{path}' has {name} of shape {Text(shape)}, but the layer needs {Text(factor.shape)}. Is it an adapter of another model?");
        }

        if (layer.Factors.Keys.FirstOrDefault(name => !Has(name)) is { } unknown)
            throw new InvalidOperationException($"The file's adapter for '{path}' has {unknown}, which {Method} of this layer does not have: is it an adapter of another model?");
    }

    /// <summary>Values for the factors, in their order.</summary>
    /// <param name="read">Reads the values of a name.</param>
    internal IReadOnlyList<Tensor> FactorsFrom(Func<string, Tensor> read) => Array.ConvertAll(names, name => read(name));

    /// <summary>Throws unless the options that change the answer are those of a file.</summary>
    private protected abstract void RequireOptions(string path, DescribedVariant layer, VariantKeys keys);

    /// <summary>Throws unless rank and scaling are those of a file.</summary>
    private protected void RequireRank(string path, DescribedVariant layer, string attribute)
    {
        if (layer.Rank != CurrentRank)
            throw new InvalidOperationException(Invariant($"The file's adapter for '{path}' has rank {layer.Rank}, but the layer is declared as [{attribute}({CurrentRank})]: declare it as [{attribute}({layer.Rank})] or load another file."));
        AdapterMismatch.RequireScaling(path, Scaling, layer.Scaling, layer.Alpha);
    }

    private static string Text(long[] shape) => $"({string.Join(", ", shape)})";
}
