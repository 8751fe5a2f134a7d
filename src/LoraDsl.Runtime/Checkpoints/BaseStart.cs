using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Initialization;
using LoraDsl.Layers;
using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>
/// The start that a raw file of PiSSA or OLoRA was trained from. PEFT makes it again from the base whenever it loads such a file, and takes it
/// out of the weight; only then do the factors come in.
/// </summary>
internal static class BaseStart
{
    /// <summary>Throws where an adapter cannot have such a start.</summary>
    public static void Require(string start, string path, LayerAdapter adapter, AdapterDescription file)
    {
        var place = $"{new ConfigPlace(AdapterPlaces.Config(file.Folder), "init_lora_weights")} is \"{start}\"";
        if (adapter.Layer is not LinearLayer)
            throw new InvalidOperationException($"{place}, which is a start of linear layers, and '{path}' is none: PEFT cannot load this file either.");
        if (adapter is not (LoraAdapter or AdaptiveLoraAdapter))
            throw new InvalidOperationException($"{place}, and '{path}' is adapted by {adapter.Method}, which cannot be initialized so: declare it as [Lora(…)].");
        if (start == "olora" && file.Config.FanInFanOut)
            throw new InvalidOperationException($"{place} beside fan_in_fan_out, for '{path}' as for others: PEFT would take the factors of the transposed weight, which do not fit the layer.");
    }

    /// <summary>A₀ and B₀ from the layer's weight, in float32 at least, and the scaling; to be disposed by the caller's scope.</summary>
    public static (Tensor A, Tensor B, double Scaling) Of(string start, string path, LayerAdapter adapter, DescribedLayer layer)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var weight = adapter.Layer.Matrix(adapter.BaseWeight).cpu();
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var (a, b) = (zeros([layer.Rank, adapter.InFeatures], type), zeros([adapter.OutFeatures, layer.Rank], type));
        IAdapterInitializer initializer = start == "pissa" ? new PissaInitializer() : new OloraInitializer();
        initializer.Fill(new InitializerContext(path, a, b, weight, layer.Scaling));
        return (a.MoveToOuterDisposeScope(), b.MoveToOuterDisposeScope(), layer.Scaling);
    }
}
