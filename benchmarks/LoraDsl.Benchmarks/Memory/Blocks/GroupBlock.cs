using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory.Blocks;

/// <summary>LoRA of rank 8; layers that read one input are groups.</summary>
[Lora(8)]
internal sealed partial class GroupBlock : MethodBlock
{
    [LoraGroup("QueryKeyValue")]
    private readonly TorchSharp.Modules.Linear query, key, value;
    private readonly TorchSharp.Modules.Linear output;

    [LoraGroup("GateUp")]
    private readonly TorchSharp.Modules.Linear gate, up;
    private readonly TorchSharp.Modules.Linear down;

    public GroupBlock(TransformerCase sizes)
        : base(nameof(GroupBlock), sizes)
    {
        (query, key, value, output) = AttentionLayers();
        (gate, up, down) = MlpLayers();
        RegisterComponents();
        AttachLora();
    }

    public override AdapterSet AdapterSet => Lora;

    protected override IReadOnlyList<nn.Module<Tensor, Tensor>> Places => [Query, Key, Value, Output, Gate, Up, Down];

    protected override (Tensor Query, Tensor Key, Tensor Value) ProjectInput(Tensor normed)
    {
        var (queries, keys, values) = QueryKeyValue.forward(normed);
        return (queries, keys, values);
    }

    protected override (Tensor Gate, Tensor Up) Expand(Tensor normed)
    {
        var (gates, ups) = GateUp.forward(normed);
        return (gates, ups);
    }
}
