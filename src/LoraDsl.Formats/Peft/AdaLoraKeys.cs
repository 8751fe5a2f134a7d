namespace LoraDsl.Formats.Peft;

/// <summary>The keys that AdaLoRA's configuration has besides LoRA's.</summary>
public sealed record AdaLoraKeys
{
    /// <summary>The initial rank, which α is divided by.</summary>
    public int? InitR { get; init; }

    /// <summary>The target, the mean rank that is left.</summary>
    public int? TargetR { get; init; }

    /// <summary>Steps of the warm-up, in which the budget stays.</summary>
    public int? Tinit { get; init; }

    /// <summary>Steps at the end of the training, in which the budget is the target.</summary>
    public int? Tfinal { get; init; }

    /// <summary><c>deltaT</c>: steps between two allocations of the budget.</summary>
    public int? DeltaT { get; init; }

    /// <summary>Steps of the training.</summary>
    public int? TotalStep { get; init; }

    /// <summary>How much of the smoothed sensitivity stays from step to step.</summary>
    public double? Beta1 { get; init; }

    /// <summary>How much of its smoothed uncertainty stays.</summary>
    public double? Beta2 { get; init; }

    /// <summary>PEFT's γ, of the mean over factors and not over adapters: twice ours.</summary>
    public double? OrthRegWeight { get; init; }
}
