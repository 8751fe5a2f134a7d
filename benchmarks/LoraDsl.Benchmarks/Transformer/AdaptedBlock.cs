using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>The block with the generated adapters; layers that read one input are groups.</summary>
[Lora(TransformerCase.Rank, Alpha = TransformerCase.Alpha)]
internal sealed partial class AdaptedBlock : TransformerBlock
{
    [LoraGroup("QueryKeyValue")]
    private readonly TorchSharp.Modules.Linear query, key, value;
    private readonly TorchSharp.Modules.Linear output;

    [LoraGroup("GateUp")]
    private readonly TorchSharp.Modules.Linear gate, up;
    private readonly TorchSharp.Modules.Linear down;
    private readonly bool recomputes;

    public AdaptedBlock(TransformerCase sizes, Device device, bool recomputes)
        : base(nameof(AdaptedBlock), sizes, device)
    {
        this.recomputes = recomputes;
        query = Layer(sizes, sizes.Width, sizes.Width, device);
        key = Layer(sizes, sizes.Width, sizes.Width, device);
        value = Layer(sizes, sizes.Width, sizes.Width, device);
        output = Layer(sizes, sizes.Width, sizes.Width, device);
        gate = Layer(sizes, sizes.Width, sizes.Hidden, device);
        up = Layer(sizes, sizes.Width, sizes.Hidden, device);
        down = Layer(sizes, sizes.Hidden, sizes.Width, device);
        RegisterComponents();
        AttachLora();
    }

    public override IReadOnlyList<Projection> Projections =>
    [
        Of("query", query, Query), Of("key", key, Key), Of("value", value, Value), Of("output", output, Output),
        Of("gate", gate, Gate), Of("up", up, Up), Of("down", down, Down),
    ];

    protected override Tensor RunHalf(Func<Tensor, Tensor> half, Tensor x) =>
        recomputes ? ActivationRecompute.Run(half, x, this) : base.RunHalf(half, x);

    protected override (Tensor Query, Tensor Key, Tensor Value) ProjectInput(Tensor normed)
    {
        var (queries, keys, values) = QueryKeyValue.forward(normed);
        return (queries, keys, values);
    }

    protected override Tensor ProjectOutput(Tensor mixed) => Output.forward(mixed);

    protected override (Tensor Gate, Tensor Up) Expand(Tensor normed)
    {
        var (gates, ups) = GateUp.forward(normed);
        return (gates, ups);
    }

    protected override Tensor ProjectDown(Tensor hidden) => Down.forward(hidden);

    private static Projection Of(string name, TorchSharp.Modules.Linear layer, LayerAdapter adapter)
    {
        var factors = adapter.named_parameters(recurse: false).ToDictionary(entry => entry.name, entry => entry.parameter);
        return new Projection(name, layer, factors["lora_A"], factors["lora_B"]);
    }
}
