namespace LoraDsl.Methods;

/// <summary>How much of a budget AdaLoRA's adapters have after a number of steps.</summary>
/// <param name="options">tᵢ, t_f, T and ΔT.</param>
/// <param name="initial">b₀: what they start with.</param>
/// <param name="target">b_T: what they end with.</param>
internal sealed class TripletBudget(AdaLoraOptions options, long initial, long target)
{
    /// <summary>b(t), rounded down: b_T + (b₀ − b_T)·(1 − (t − tᵢ)/(T − tᵢ − t_f))³ between the two ends.</summary>
    public long After(long step)
    {
        if (step < options.WarmupSteps)
            return initial;
        if (step >= options.FinalFrom)
            return target;
        var left = 1 - ((double)(step - options.WarmupSteps) / (options.FinalFrom - options.WarmupSteps));
        return (long)(target + ((initial - target) * left * left * left));
    }
}
