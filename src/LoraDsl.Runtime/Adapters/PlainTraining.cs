using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>Notices a training whose optimizer is not the one that the adapters need, which no other place can see.</summary>
public static class PlainTraining
{
    /// <summary>
    /// A pass is done. One in training that finds gradients of an earlier one, where no optimizer of the adapters was ever made, is of such a
    /// training: the model's adapters warn once.
    /// </summary>
    public static void Notice(LayerAdapter adapter)
    {
        var duty = adapter is LowRankAdapter { IsInitialized: false } waiting
            ? $"see that it still waits for Initialize ({nameof(AdapterInitialization)}.{waiting.Initialization})"
            : adapter.StepDuty ?? RateDuty(adapter);
        if (adapter.HasOptimizer || !adapter.training || duty is null || !is_grad_enabled())
            return;
        using (var gradient = adapter.Factors[^1].grad)
        {
            if (gradient is null)
                return;
        }

        Settle(adapter.Owner?.Root);
        adapter.HasOptimizer = true;
        LoraWarnings.Handler?.Invoke(
            $"'{adapter.Name}' is adapted by {adapter.Method} and is trained, but no optimizer of the model's adapters was made: a plain one does not {duty}. Make it by Lora.Optimizer(p => torch.optim.AdamW(p), …), or train by Lora.Trainer(…).");
    }

    private static string? RateDuty(LayerAdapter adapter) => adapter is LowRankAdapter { LearningRateRatio: { } ratio } && ratio != 1
        ? Invariant($"give B a learning rate of {ratio} times A's (LearningRateRatio)")
        : null;

    /// <summary>There is nothing to warn of any more.</summary>
    public static void Settle(AdapterSet? set)
    {
        foreach (var (_, adapter) in set?.Named() ?? [])
            adapter.HasOptimizer = true;
    }
}
