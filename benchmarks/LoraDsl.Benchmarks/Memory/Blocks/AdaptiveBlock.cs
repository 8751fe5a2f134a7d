using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory.Blocks;

/// <summary>Adaptive ranks, of which each place gets 8.</summary>
[Lora("adaptive", budget: 56)]
internal sealed partial class AdaptiveBlock : MethodBlock
{
    private readonly TorchSharp.Modules.Linear query, key, value, output, gate, up, down;

    public AdaptiveBlock(TransformerCase sizes)
        : base(nameof(AdaptiveBlock), sizes)
    {
        (query, key, value, output) = AttentionLayers();
        (gate, up, down) = MlpLayers();
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet AdapterSet => Lora;

    public override optim.Optimizer Prepare(Func<IEnumerable<TorchSharp.Modules.Parameter>, optim.Optimizer> create)
    {
        Lora.AllocateRanksEvenly();
        return base.Prepare(create);
    }

    protected override IReadOnlyList<nn.Module<Tensor, Tensor>> Places => [Query, Key, Value, Output, Gate, Up, Down];
}
