using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using LoraDsl.Methods;
using LoraDsl.Optimization;
using LoraDsl.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>The optimizer of an adapted model.</summary>
public static class AdapterSetOptimizerExtensions
{
    /// <summary>
    /// Makes the optimizer of the model: over every parameter that requires a gradient, the adapters', what is trained whole, and whatever of the base was
    /// unfrozen by hand. Where adapters have a <c>LearningRateRatio</c> (LoRA+), their B are in a group of its own, whose learning rate is that multiple
    /// of the others' at every step.
    /// </summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="create">Makes the optimizer, such as <c>p => torch.optim.AdamW(p, lr: 1e-3)</c>.</param>
    /// <param name="seed">Seed of DyLoRA's draws; from PyTorch's generator when left out, and so fixed by <c>torch.manual_seed</c>.</param>
    /// <param name="schedules">Settings of the schedules that attributes choose with <c>Schedule</c>; the defaults when left out.</param>
    /// <param name="adaLora">How AdaLoRA spends its budget over the steps; to be given exactly when the model has AdaLoRA adapters.</param>
    /// <param name="embeddingLearningRate">The learning rate of the adapters of embeddings; that of the others when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting of a schedule is out of its range, or the learning rate of embeddings is not above 0.</exception>
    /// <exception cref="ArgumentException">AdaLoRA's options are given in vain, or leave no step in which its budget could fall.</exception>
    /// <exception cref="InvalidOperationException">
    /// The base is not frozen, ranks are not allocated, an adapter waits for <c>Initialize</c> or was compensated for by a base that was loaded anew, AdaLoRA's options are missing or its budget cannot be met, or an adapter is merged.
    /// </exception>
    /// <exception cref="NotSupportedException">AdaLoRA cannot train with the optimizer, or it has no groups for learning rates of their own.</exception>
    public static LoraOptimizer Optimizer(
        this AdapterSet set,
        Func<IEnumerable<Parameter>, optim.Optimizer> create,
        int? seed = null,
        RankScheduleOptions? schedules = null,
        AdaLoraOptions? adaLora = null,
        double? embeddingLearningRate = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(create);
        if (embeddingLearningRate is { } rate && !(double.IsFinite(rate) && rate > 0))
            throw new ArgumentOutOfRangeException(nameof(embeddingLearningRate), rate, "The learning rate of embeddings must be above 0.");
        lock (set.ChangeLock)
        {
            set.RequireUnmerged("train");
            foreach (var (path, adapter) in set.Named())
            {
                if (adapter.Layer.Weight.requires_grad)
                    throw new InvalidOperationException($"The layer '{path}' is not frozen: call Lora.FreezeBase() before the optimizer is made.");
                if (adapter is AdaptiveLoraAdapter { IsAllocated: false })
                    throw new InvalidOperationException($"The adaptive adapter '{path}' has no rank yet: call Lora.AllocateRanks(…) before the optimizer is made.");
                if (!adapter.IsInitialized)
                    throw new InvalidOperationException($"The adapter '{path}' has no initial values yet ({nameof(AdapterInitialization)}.{adapter.Initialization}): load the base, then call Lora.Initialize({Needed(adapter)}) before the optimizer is made.");
                if (adapter.HasLostCompensation)
                    throw new InvalidOperationException($"The layer '{path}' was compensated for the initial values of its adapter, and has its original weight again: load the base before Lora.Initialize(…), or call Lora.Reset() and initialize again.");
            }

            var plan = AdaLoraPlan.Of(set, adaLora);
            set.RequireWholeInForce();
            set.SettleWhole();
            set.RaiseWarnings();
            var rates = LearningRateGroups.Create(set, create, embeddingLearningRate);
            if (plan is not null)
                AdaLoraPlan.RequireSupport(rates.Optimizer);
            PlainTraining.Settle(set);
            return LoraOptimizer.Create(set, rates, seed, schedules ?? new RankScheduleOptions(), plan);
        }
    }

    private static string Needed(LayerAdapter adapter) => adapter switch
    {
        { Initializer: null } => "new TargetInitializer(…)",
        { Initializer.Needs: InitializerNeeds.Gradient or InitializerNeeds.Inputs or InitializerNeeds.Covariance } => "batches, loss",
        _ => "",
    };
}
