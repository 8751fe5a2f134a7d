using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// What the rule sees in one compilation, the runtime has to see where a model is put together from several.
#pragma warning disable LORA217

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A layer of a rank that is shared out before training.</summary>
[Lora("adaptive")]
internal sealed partial class SharedBlock : Module<Tensor, Tensor>
{
    private readonly Linear layer = Linear(6, 6);

    public SharedBlock()
        : base(nameof(SharedBlock))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>A budget of AdaLoRA's on which an adapter of another kind draws.</summary>
[Lora("adaptive", 5, Allocation = AllocationStrategy.AdaLora, InitialRank = 4)]
internal sealed partial class TripletBudgetOfShares : Module<Tensor, Tensor>
{
    private readonly Linear own = Linear(6, 6);
    private readonly SharedBlock block = new();

    public TripletBudgetOfShares()
        : base(nameof(TripletBudgetOfShares))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => block.forward(Own.forward(x));
}

/// <summary>A budget to share out before training on which an adapter of AdaLoRA draws.</summary>
[Lora("adaptive", 5)]
internal sealed partial class SharedBudgetOfTriplets : Module<Tensor, Tensor>
{
    private readonly Linear own = Linear(6, 6);
    private readonly TripletBlock block = new(6, 10);

    public SharedBudgetOfTriplets()
        : base(nameof(SharedBudgetOfTriplets))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => block.forward(Own.forward(x));
}

/// <summary>A budget that is shared out before training, beside one of AdaLoRA's that one layer has for itself.</summary>
[Lora("adaptive", 5)]
internal sealed partial class SharesBesideTriplets : Module<Tensor, Tensor>
{
    private readonly Linear up = Linear(6, 6), down = Linear(6, 6);
    [Lora("adaptive", 3, Allocation = AllocationStrategy.AdaLora, InitialRank = 4)]
    private readonly Linear own = Linear(6, 6);

    public SharesBesideTriplets()
        : base(nameof(SharesBesideTriplets))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Own.forward(Down.forward(Up.forward(x)));
}

/// <summary>A budget of a class of which every layer has its own.</summary>
#pragma warning disable LORA211
[Lora("adaptive", 5)]
internal sealed partial class EachItsOwnBudget : Module<Tensor, Tensor>
{
    [Lora("adaptive", 2)]
    private readonly Linear up = Linear(6, 6);
    [Lora("adaptive", 3)]
    private readonly Linear down = Linear(6, 6);

    public EachItsOwnBudget()
        : base(nameof(EachItsOwnBudget))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Down.forward(Up.forward(x));
}
