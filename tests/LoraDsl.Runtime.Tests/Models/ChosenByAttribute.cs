using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Budgets with different measures, allocations and units.</summary>
[Lora("adaptive", 8, Importance = RankImportance.Taylor)]
internal sealed partial class ChosenByAttribute : Module<Tensor, Tensor>
{
    private readonly Linear up = Linear(6, 10);
    private readonly Linear down = Linear(10, 6);

    [Lora("adaptive", 100, BudgetUnit = BudgetUnit.Parameters, Rounding = RankRounding.Floor)]
    private readonly Linear wide = Linear(6, 12);

    [Lora("adaptive", 3, Importance = RankImportance.ExplainedVariance)]
    private readonly Linear narrow = Linear(12, 4);

    private readonly ThresholdBlock block = new();

    public ChosenByAttribute()
        : base(nameof(ChosenByAttribute))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) =>
        Narrow.forward(Wide.forward(block.forward(Down.forward(functional.gelu(Up.forward(x))))));
}

/// <summary>A budget of fewer parameters than one rank of a 6 by 6 layer has; the sizes are not known when it is compiled.</summary>
internal sealed partial class TooFewParameters : Module<Tensor, Tensor>
{
    [Lora("adaptive", 11, BudgetUnit = BudgetUnit.Parameters)]
    private readonly Linear layer;

    public TooFewParameters(long width)
        : base(nameof(TooFewParameters))
    {
        layer = Linear(width, width);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>Three layers, of which the last matters little.</summary>
[Lora("adaptive", 9, Allocation = AllocationStrategy.Threshold, Importance = RankImportance.Taylor)]
internal sealed partial class ThresholdBlock : Module<Tensor, Tensor>
{
    private readonly Linear first = Linear(6, 6);
    private readonly Linear second = Linear(6, 6);
    private readonly Linear last = Linear(6, 6);

    public ThresholdBlock()
        : base(nameof(ThresholdBlock))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => First.forward(x) + Second.forward(x) + (0.001 * Last.forward(x));
}
