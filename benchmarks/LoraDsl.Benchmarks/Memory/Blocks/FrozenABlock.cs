using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory.Blocks;

/// <summary>LoRA of rank 8 whose A does not train.</summary>
[Lora(8, FreezeA = true)]
internal sealed partial class FrozenABlock : MethodBlock
{
    private readonly TorchSharp.Modules.Linear query, key, value, output, gate, up, down;

    public FrozenABlock(TransformerCase sizes)
        : base(nameof(FrozenABlock), sizes)
    {
        (query, key, value, output) = AttentionLayers();
        (gate, up, down) = MlpLayers();
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet AdapterSet => Lora;

    protected override IReadOnlyList<nn.Module<Tensor, Tensor>> Places => [Query, Key, Value, Output, Gate, Up, Down];
}
