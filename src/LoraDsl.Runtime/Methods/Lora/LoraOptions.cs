namespace LoraDsl.Methods;

/// <summary>LoRA of a fixed rank, as <c>[Lora(8)]</c> has it.</summary>
/// <param name="Rank">The rank, at least 1.</param>
public sealed record LoraOptions(int Rank)
{
    /// <summary>α of the scaling s = α/rank; left out, s is 1.</summary>
    public double? Alpha { get; init; }

    /// <summary>Probability in [0, 1) of dropping an element of the adapter's input in training.</summary>
    public double Dropout { get; init; }

    /// <summary>Scale by α/√rank (Kalajdzievski, arXiv 2312.03732) instead of α/rank.</summary>
    public bool RankStabilized { get; init; }

    /// <summary>DoRA (Liu et al., arXiv 2402.09353): a magnitude for each output is trained beside the direction W + s·B·A.</summary>
    public bool Dora { get; init; }

    /// <summary>LoRA+ (Hayou et al., arXiv 2402.12354): B's learning rate over A's; left out, there is one rate. An embedding's adapter has none.</summary>
    public double? LearningRateRatio { get; init; }

    /// <summary>LoRA-FA (Zhang et al., arXiv 2308.03303): A stays as it was initialized and only B trains. An embedding's A trains all the same.</summary>
    public bool FreezeA { get; init; }

    /// <summary>Whether B has a bias, which starts at zero: y = x·Wᵀ + b + s·(x·Aᵀ·Bᵀ + b_B).</summary>
    public bool Bias { get; init; }

    /// <summary>What A and B start with.</summary>
    public AdapterInitialization Initialization { get; init; }

    /// <summary>Whether the base takes back what initial values with B·A ≠ 0 add.</summary>
    public bool Compensate { get; init; } = true;
}
