using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory.Blocks;

/// <summary>DoRA of rank 8.</summary>
[Lora(8, Dora = true)]
internal sealed partial class DoraBlock : MethodBlock
{
    private readonly TorchSharp.Modules.Linear query, key, value, output, gate, up, down;

    public DoraBlock(TransformerCase sizes)
        : base(nameof(DoraBlock), sizes)
    {
        (query, key, value, output) = AttentionLayers();
        (gate, up, down) = MlpLayers();
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet AdapterSet => Lora;

    protected override IReadOnlyList<nn.Module<Tensor, Tensor>> Places => [Query, Key, Value, Output, Gate, Up, Down];
}
