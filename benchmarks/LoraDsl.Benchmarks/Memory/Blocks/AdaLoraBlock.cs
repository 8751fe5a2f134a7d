using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory.Blocks;

/// <summary>AdaLoRA that starts at rank 8.</summary>
[Lora("adaptive", budget: 28, Allocation = AllocationStrategy.AdaLora, InitialRank = 8)]
internal sealed partial class AdaLoraBlock : MethodBlock
{
    private readonly TorchSharp.Modules.Linear query, key, value, output, gate, up, down;

    public AdaLoraBlock(TransformerCase sizes)
        : base(nameof(AdaLoraBlock), sizes)
    {
        (query, key, value, output) = AttentionLayers();
        (gate, up, down) = MlpLayers();
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet AdapterSet => Lora;

    public override optim.Optimizer Prepare(Func<IEnumerable<TorchSharp.Modules.Parameter>, optim.Optimizer> create)
    {
        Lora.FreezeBase();
        return Lora.Optimizer(create, adaLora: new AdaLoraOptions(totalSteps: 100));
    }

    protected override IReadOnlyList<nn.Module<Tensor, Tensor>> Places => [Query, Key, Value, Output, Gate, Up, Down];
}
