using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory.Blocks;

/// <summary>A block whose projections are adapted by a configuration.</summary>
internal sealed class ConfiguredBlock : MethodBlock
{
    private readonly TorchSharp.Modules.Linear query, key, value, output, gate, up, down;

    public ConfiguredBlock(TransformerCase sizes, LoraConfig config)
        : base(nameof(ConfiguredBlock), sizes)
    {
        (query, key, value, output) = AttentionLayers();
        (gate, up, down) = MlpLayers();
        RegisterComponents();

        // The block runs the places itself, without call() and its hooks.
        AdapterSet = LoraModel.Attach(this, config with { RequireReached = false });
        Places = [.. ((TorchSharp.Modules.Linear[])[query, key, value, output, gate, up, down]).Select(layer => AdaptedPlace.Of(layer, layer.GetName()))];
    }

    public override AdapterSet AdapterSet { get; }

    protected override IReadOnlyList<nn.Module<Tensor, Tensor>> Places { get; }
}
