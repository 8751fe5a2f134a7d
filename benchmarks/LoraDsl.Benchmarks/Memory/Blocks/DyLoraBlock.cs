using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory.Blocks;

/// <summary>DyLoRA for the ranks 1 to 8.</summary>
[DyLora(1, 8)]
internal sealed partial class DyLoraBlock : MethodBlock
{
    private readonly TorchSharp.Modules.Linear query, key, value, output, gate, up, down;

    public DyLoraBlock(TransformerCase sizes)
        : base(nameof(DyLoraBlock), sizes)
    {
        (query, key, value, output) = AttentionLayers();
        (gate, up, down) = MlpLayers();
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet AdapterSet => Lora;

    protected override IReadOnlyList<nn.Module<Tensor, Tensor>> Places => [Query, Key, Value, Output, Gate, Up, Down];
}
