using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory.Blocks;

/// <summary>LoRA of rank 8, its activations recomputed on demand.</summary>
[Lora(8)]
internal sealed partial class LoraBlock : MethodBlock
{
    private readonly TorchSharp.Modules.Linear query, key, value, output, gate, up, down;
    private readonly bool recomputes;

    public LoraBlock(TransformerCase sizes, bool recomputes = false)
        : base(nameof(LoraBlock), sizes)
    {
        this.recomputes = recomputes;
        (query, key, value, output) = AttentionLayers();
        (gate, up, down) = MlpLayers();
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet AdapterSet => Lora;

    protected override IReadOnlyList<nn.Module<Tensor, Tensor>> Places => [Query, Key, Value, Output, Gate, Up, Down];

    protected override Tensor RunHalf(Func<Tensor, Tensor> half, Tensor x) =>
        recomputes ? ActivationRecompute.Run(half, x, this) : base.RunHalf(half, x);
}
