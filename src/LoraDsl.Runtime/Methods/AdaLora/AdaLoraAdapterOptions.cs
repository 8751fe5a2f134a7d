using LoraDsl.Adapters;

namespace LoraDsl.Methods;

/// <summary>AdaLoRA of a layer, as <c>[Lora("adaptive", Allocation = AllocationStrategy.AdaLora)]</c> has it.</summary>
public sealed record AdaLoraAdapterOptions
{
    /// <summary>The rank that training starts with; less where the layer or <see cref="MaxRank"/> allow no more.</summary>
    public int InitialRank { get; init; } = 12;

    /// <summary>Triplets that training leaves at least; 0 lets the adapter vanish.</summary>
    public int MinRank { get; init; } = 1;

    /// <summary>Greatest rank; left out, the layer's sizes are the only limit.</summary>
    public int? MaxRank { get; init; }

    /// <summary>α of the scaling at the initial rank; left out, s is 1.</summary>
    public double? Alpha { get; init; }

    /// <summary>Probability in [0, 1) of dropping an element of the adapter's input in training.</summary>
    public double Dropout { get; init; }

    /// <summary>Scale by α/√initialRank instead of α/initialRank.</summary>
    public bool RankStabilized { get; init; }

    /// <summary>A budget that the adapter has for itself; left out, it draws on its set's.</summary>
    public AdapterBudget? Budget { get; init; }
}
