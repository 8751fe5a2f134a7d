namespace LoraDsl;

/// <summary>How a budget becomes ranks. Strategies that search by training probes are passed as instances.</summary>
public enum AllocationStrategy
{
    /// <summary>In proportion to the scores; by components where the measure scores those.</summary>
    Proportional = 0,

    /// <summary>A high rank above a threshold of the score and a low one below it.</summary>
    Threshold = 1,

    /// <summary>To the best components of all adapters together.</summary>
    Components = 2,

    /// <summary>
    /// While training, by AdaLoRA (Zhang et al., arXiv 2303.10512): ΔW = s·P·Λ·Q, whose least important triplets are masked step by
    /// step until the budget is met.
    /// </summary>
    AdaLora = 3,
}
