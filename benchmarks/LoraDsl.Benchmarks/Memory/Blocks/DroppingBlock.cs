using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory.Blocks;

/// <summary>LoRA of rank 8 with dropout.</summary>
[Lora(8, Dropout = 0.1)]
internal sealed partial class DroppingBlock : MethodBlock
{
    private readonly TorchSharp.Modules.Linear query, key, value, output, gate, up, down;

    public DroppingBlock(TransformerCase sizes)
        : base(nameof(DroppingBlock), sizes)
    {
        (query, key, value, output) = AttentionLayers();
        (gate, up, down) = MlpLayers();
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet AdapterSet => Lora;

    protected override IReadOnlyList<nn.Module<Tensor, Tensor>> Places => [Query, Key, Value, Output, Gate, Up, Down];
}
