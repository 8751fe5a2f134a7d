using LoraDsl.Limits;

namespace LoraDsl;

/// <summary>
/// How AdaLoRA (Zhang et al., arXiv 2303.10512) spends its budget over the steps of a training. The budget falls from the ranks that the
/// adapters start with to the one that is written in the attribute.
/// </summary>
public sealed record AdaLoraOptions
{
    /// <summary>Options for a training of some length.</summary>
    /// <param name="totalSteps">T: how often <c>step()</c> will be called.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is not a single step.</exception>
    public AdaLoraOptions(int totalSteps)
    {
        TotalSteps = OptionGuard.AtLeast(1, totalSteps, nameof(totalSteps));
        WarmupSteps = totalSteps / 10;
        FinalSteps = totalSteps / 2;
    }

    /// <summary>T: how often <c>step()</c> will be called.</summary>
    public int TotalSteps { get; }

    /// <summary>tᵢ: steps at the start that train every triplet. Default T/10.</summary>
    public int WarmupSteps { get; init => field = OptionGuard.AtLeast(0, value); }

    /// <summary>
    /// t_f: steps at the end, at the budget of the attribute, in which no triplet comes or goes. Default T/2. The ranks are final once
    /// T − t_f steps are done.
    /// </summary>
    public int FinalSteps { get; init => field = OptionGuard.AtLeast(0, value); }

    /// <summary>ΔT: every how many steps triplets come and go. Default 1.</summary>
    public int AllocationInterval { get; init => field = OptionGuard.AtLeast(1, value); } = 1;

    /// <summary>β₁ in [0, 1): how slowly the sensitivities are averaged. Default 0.85.</summary>
    public double Beta1 { get; init => field = OptionGuard.ShareBelowOne(value); } = 0.85;

    /// <summary>β₂ in [0, 1): how slowly their uncertainties are averaged. Default 0.85.</summary>
    public double Beta2 { get; init => field = OptionGuard.ShareBelowOne(value); } = 0.85;

    /// <summary>
    /// γ ≥ 0 of the term γ·(‖PᵀP − I‖_F + ‖QQᵀ − I‖_F), mean over the adapters, which <c>step()</c> adds to the loss by its gradient.
    /// Default 0.5.
    /// </summary>
    public double OrthogonalityWeight { get; init => field = OptionGuard.NotNegative(value); } = 0.5;

    /// <summary>
    /// Whether the sensitivities are those of the loss with its orthogonality term, as published, and not of the loss alone. Default
    /// <see langword="false"/>: the term's gradient does not say what the loss needs, and where it outweighs the loss's, ranks follow the wrong signal.
    /// </summary>
    public bool PenaltyCountsInScores { get; init; }

    /// <summary>
    /// Whether what is masked is taken out of the parameters when the ranks are final, the optimizer's state along with it. Default
    /// <see langword="true"/>: what is masked costs nothing from then on.
    /// </summary>
    public bool CompactsWhenFinal { get; init; } = true;

    /// <summary>Steps after which the ranks are final, T − t_f.</summary>
    public int FinalFrom => TotalSteps - FinalSteps;

    /// <summary>Throws unless there is a time in which the budget can fall.</summary>
    internal void Validate()
    {
        if (WarmupSteps >= FinalFrom)
        {
            throw new ArgumentException(
                $"Of {TotalSteps} steps, {WarmupSteps} to warm up and {FinalSteps} at the end leave none in which AdaLoRA's budget could fall: WarmupSteps + FinalSteps must be less than totalSteps.");
        }
    }
}
