using LoraDsl.Adapters;
using LoraDsl.Methods;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Three layers that read one input, as a group and singly.</summary>
internal interface IGroupPass
{
    (Tensor First, Tensor Second, Tensor Third) Together(Tensor x);

    (Tensor First, Tensor Second, Tensor Third) Singly(Tensor x);
}

/// <summary>Three layers of ranks, scalings, sizes and biases of their own, with their adapters.</summary>
internal interface IGrouped : IGroupPass
{
    AdapterSet Set { get; }

    LinearGroup Group { get; }
}

/// <summary>Fixed ranks, one scaling that float32 cannot hold, one layer without a bias.</summary>
internal sealed partial class GroupedFixed : Module, IGrouped
{
    [Lora(3, Alpha = 6), LoraGroup("Projections")]
    private readonly Linear query;

    [Lora(2), LoraGroup("Projections")]
    private readonly Linear key;

    [Lora(4, Alpha = 4.0 / 3), LoraGroup("Projections")]
    private readonly Linear value;

    public GroupedFixed(long inFeatures = 7, long outFeatures = 5)
        : base(nameof(GroupedFixed))
    {
        query = Linear(inFeatures, outFeatures);
        key = Linear(inFeatures, outFeatures + 1, hasBias: false);
        value = Linear(inFeatures, outFeatures + 2);
        RegisterComponents();
        AttachLora();
    }

    public AdapterSet Set => Lora;

    public LinearGroup Group => Projections;

    public IReadOnlyList<Linear> Layers => [query, key, value];

    public (Tensor First, Tensor Second, Tensor Third) Together(Tensor x)
    {
        var (q, k, v) = Projections.forward(x);
        return (q, k, v);
    }

    public (Tensor First, Tensor Second, Tensor Third) Singly(Tensor x) => (Query.forward(x), Key.forward(x), Value.forward(x));
}

/// <summary>Ranks out of a budget.</summary>
[Lora("adaptive", budget: 9)]
internal sealed partial class GroupedAdaptive : Module<Tensor, Tensor>, IGrouped
{
    [LoraGroup("Projections")]
    private readonly Linear query;

    [LoraGroup("Projections"), Lora("adaptive", Alpha = 3)]
    private readonly Linear key;

    [LoraGroup("Projections"), Lora("adaptive", MinRank = 0)]
    private readonly Linear value;

    private readonly bool isTogether;

    public GroupedAdaptive(bool isTogether = true)
        : base(nameof(GroupedAdaptive))
    {
        this.isTogether = isTogether;
        query = Linear(6, 5);
        key = Linear(6, 5);
        value = Linear(6, 5);
        RegisterComponents();
        AttachLora();
    }

    public AdapterSet Set => Lora;

    public LinearGroup Group => Projections;

    public override Tensor forward(Tensor x)
    {
        var (q, k, v) = isTogether ? Together(x) : Singly(x);
        return q.tanh() + (k * v);
    }

    public (Tensor First, Tensor Second, Tensor Third) Together(Tensor x)
    {
        var (q, k, v) = Projections.forward(x);
        return (q, k, v);
    }

    public (Tensor First, Tensor Second, Tensor Third) Singly(Tensor x) => (Query.forward(x), Key.forward(x), Value.forward(x));
}

/// <summary>DyLoRA in both modes beside a fixed rank.</summary>
internal sealed partial class GroupedDynamic : Module, IGrouped
{
    [DyLora(1, 4, Alpha = 4), LoraGroup("Projections")]
    private readonly Linear query = Linear(6, 5);

    [DyLora(1, 4, Mode = DyLoraMode.Frozen), LoraGroup("Projections")]
    private readonly Linear key = Linear(6, 5);

    [Lora(2), LoraGroup("Projections")]
    private readonly Linear value = Linear(6, 5);

    public GroupedDynamic()
        : base(nameof(GroupedDynamic))
    {
        RegisterComponents();
        AttachLora();
    }

    public AdapterSet Set => Lora;

    public LinearGroup Group => Projections;

    public (Tensor First, Tensor Second, Tensor Third) Together(Tensor x)
    {
        var (q, k, v) = Projections.forward(x);
        return (q, k, v);
    }

    public (Tensor First, Tensor Second, Tensor Third) Singly(Tensor x) => (Query.forward(x), Key.forward(x), Value.forward(x));
}

/// <summary>AdaLoRA's triplets, scaled and not.</summary>
[Lora("adaptive", budget: 6, Allocation = AllocationStrategy.AdaLora, InitialRank = 4)]
internal sealed partial class GroupedTriplets : Module, IGrouped
{
    [LoraGroup("Projections")]
    private readonly Linear query = Linear(6, 5);

    [LoraGroup("Projections")]
    private readonly Linear key = Linear(6, 5);

    [LoraGroup("Projections"), Lora("adaptive", Alpha = 2)]
    private readonly Linear value = Linear(6, 5);

    public GroupedTriplets()
        : base(nameof(GroupedTriplets))
    {
        RegisterComponents();
        AttachLora();
    }

    public AdapterSet Set => Lora;

    public LinearGroup Group => Projections;

    public (Tensor First, Tensor Second, Tensor Third) Together(Tensor x)
    {
        var (q, k, v) = Projections.forward(x);
        return (q, k, v);
    }

    public (Tensor First, Tensor Second, Tensor Third) Singly(Tensor x) => (Query.forward(x), Key.forward(x), Value.forward(x));
}

/// <summary>Dropout on two of three layers.</summary>
internal sealed partial class GroupedDropout : Module, IGrouped
{
    [Lora(2, Dropout = 0.5), LoraGroup("Projections")]
    private readonly Linear query = Linear(6, 5);

    [Lora(2, Dropout = 0.25), LoraGroup("Projections")]
    private readonly Linear key = Linear(6, 5);

    [Lora(2), LoraGroup("Projections")]
    private readonly Linear value = Linear(6, 5);

    public GroupedDropout()
        : base(nameof(GroupedDropout))
    {
        RegisterComponents();
        AttachLora();
    }

    public AdapterSet Set => Lora;

    public LinearGroup Group => Projections;

    public (Tensor First, Tensor Second, Tensor Third) Together(Tensor x)
    {
        var (q, k, v) = Projections.forward(x);
        return (q, k, v);
    }

    public (Tensor First, Tensor Second, Tensor Third) Singly(Tensor x) => (Query.forward(x), Key.forward(x), Value.forward(x));
}

/// <summary>Two layers whose inputs are of sizes that are known at run time only.</summary>
internal sealed partial class GroupedMisfits : Module
{
    [Lora(2), LoraGroup("GateUp")]
    private readonly Linear gate;

    [Lora(2), LoraGroup("GateUp")]
    private readonly Linear up;

    public GroupedMisfits(long gateInputs, long upInputs)
        : base(nameof(GroupedMisfits))
    {
        gate = Linear(gateInputs, 5);
        up = Linear(upInputs, 5);
        RegisterComponents();
        AttachLora();
    }
}
