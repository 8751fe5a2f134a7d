using LoraDsl.Adapters;

namespace LoraDsl.Methods;

/// <summary>LoRA of a rank that is measured, as <c>[Lora("adaptive")]</c> has it.</summary>
public sealed record AdaptiveOptions
{
    /// <summary>Least rank that an allocation may give; 0 lets the adapter vanish.</summary>
    public int MinRank { get; init; } = 1;

    /// <summary>Greatest rank that an allocation may give; left out, the layer's sizes are the only limit.</summary>
    public int? MaxRank { get; init; }

    /// <summary>α of the scaling s = α/rank; left out, s is 1 at every rank.</summary>
    public double? Alpha { get; init; }

    /// <summary>Probability in [0, 1) of dropping an element of the adapter's input in training.</summary>
    public double Dropout { get; init; }

    /// <summary>Scale by α/√rank instead of α/rank.</summary>
    public bool RankStabilized { get; init; }

    /// <summary>DoRA (Liu et al., arXiv 2402.09353): a magnitude for each output is trained beside the direction W + s·B·A.</summary>
    public bool Dora { get; init; }

    /// <summary>LoRA+ (Hayou et al., arXiv 2402.12354): B's learning rate over A's; left out, there is one rate. An embedding's adapter has none.</summary>
    public double? LearningRateRatio { get; init; }

    /// <summary>LoRA-FA (Zhang et al., arXiv 2308.03303): A stays as it was initialized and only B trains. An embedding's A trains all the same.</summary>
    public bool FreezeA { get; init; }

    /// <summary>What moves the rank in training.</summary>
    public RankSchedule Schedule { get; init; }

    /// <summary>A budget that the adapter has for itself; left out, it draws on its set's.</summary>
    public AdapterBudget? Budget { get; init; }

    /// <summary>What A and B start with.</summary>
    public AdapterInitialization Initialization { get; init; }

    /// <summary>Whether the base takes back what initial values with B·A ≠ 0 add.</summary>
    public bool Compensate { get; init; } = true;
}
