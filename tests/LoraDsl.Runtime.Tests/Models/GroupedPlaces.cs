using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A group of places, as the model of a library declares it.</summary>
[Adaptable]
internal sealed partial class GroupedPlaces : Module, IGroupPass
{
    [LoraGroup("Projections")]
    private readonly Linear query = Linear(7, 5), key = Linear(7, 6, hasBias: false);

    [LoraGroup("Projections")]
    private readonly Module<Tensor, Tensor> value = Linear(7, 7);

    public GroupedPlaces()
        : base(nameof(GroupedPlaces)) => RegisterComponents();

    public Linear Bare => query;

    public (Tensor First, Tensor Second, Tensor Third) Together(Tensor x)
    {
        var (q, k, v) = Projections.forward(x);
        return (q, k, v);
    }

    public (Tensor First, Tensor Second, Tensor Third) Singly(Tensor x) => (Query.forward(x), Key.forward(x), Value.forward(x));
}

[LoraRecipe(typeof(GroupedPlaces))]
[Lora(3, Alpha = 4.0 / 3)]
internal static partial class EveryProjection;

[LoraRecipe(typeof(GroupedPlaces))]
[Lora(2, Alpha = 6, Targets = ["query", "value"])]
internal static partial class TwoProjections;

[LoraRecipe(typeof(GroupedPlaces))]
[Lora(2, Targets = ["key"])]
internal static partial class OneProjection;

[LoraRecipe(typeof(GroupedPlaces))]
[Lora(2, Dropout = 0.5, Targets = ["query"])]
[DyLora(1, 4, Alpha = 4, Mode = DyLoraMode.Frozen, Targets = ["key"])]
[Lora(3, Targets = ["value"])]
internal static partial class UnlikeProjections;

[LoraRecipe(typeof(GroupedPlaces))]
[Lora("adaptive", budget: 6, Allocation = AllocationStrategy.AdaLora, InitialRank = 4, Targets = ["query", "key"])]
[Lors(2, Targets = ["value"])]
internal static partial class TripletProjections;

/// <summary>Two layers whose inputs are of sizes that are known at run time only.</summary>
[Adaptable]
internal sealed partial class MisfitPlaces : Module
{
    [LoraGroup("GateUp")]
    private readonly Linear gate, up;

    public MisfitPlaces(long gateInputs, long upInputs)
        : base(nameof(MisfitPlaces))
    {
        (gate, up) = (Linear(gateInputs, 5), Linear(upInputs, 5));
        RegisterComponents();
    }

    public void Run(Tensor x) => GateUp.forward(x);
}
