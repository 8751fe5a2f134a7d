using LoraDsl.Adapters;
using LoraDsl.Differentiation;
using LoraDsl.Extensibility;
using LoraDsl.Hooks;
using LoraDsl.Methods;
using LoraDsl.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>
/// An optimizer over the trainable parameters of an adapted model whose <see cref="step"/> also does what the adapters need at each
/// step: DyLoRA draws its next rank and keeps still what a frozen step is not to move, AdaLoRA adds its orthogonality term, updates its
/// statistics and masks triplets, and schedules change ranks.
/// </summary>
/// <remarks>
/// It wraps an optimizer of the user's choice; learning-rate schedulers take it as they take the one that it wraps, those that ask for its
/// momentum or betas included.
/// </remarks>
public partial class LoraOptimizer : optim.Optimizer
{
    private readonly optim.Optimizer inner;
    private readonly TrainingContext training;
    private readonly IStepHook[] hooks;
    private readonly bool followsLoss;
    private readonly LearningRateGroups rates;

    private LoraOptimizer(AdapterSet set, LearningRateGroups rates, int? seed, RankScheduleOptions schedules, AdaLoraPlan? adaLora)
        : base(IntPtr.Zero)
    {
        this.rates = rates;
        inner = rates.Optimizer;
        training = new TrainingContext(set, inner);
        hooks = [.. StepHooks.For(training, seed, schedules, adaLora)];
        followsLoss = hooks.Any(hook => hook.FollowsLoss);
    }

    /// <summary>Number of steps so far.</summary>
    public long StepCount => training.Step;

    /// <inheritdoc/>
    public override IEnumerable<optim.ILearningRateController> ParamGroups => inner.ParamGroups;

    /// <summary>One step of the wrapped optimizer and of the adapters.</summary>
    /// <param name="closure">Computes the loss and its gradients anew, for optimizers that ask for it.</param>
    /// <returns>What the wrapped optimizer returns: the closure's loss.</returns>
    /// <exception cref="InvalidOperationException">
    /// An adapter is merged, none of the set is in force, its parameters were replaced (by a move to another device or type, an allocation of ranks or a load)
    /// after the optimizer was made, or the closure's backward pass failed; nothing was changed.
    /// </exception>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        lock (training.Set.ChangeLock)
        {
            RequireParameters();
            training.BeginStep();
            rates.Keep();
            var completed = false;
            try
            {
                if (closure is null)
                    BeforeStep();
                var loss = inner.step(closure is null ? null : Watched(closure))!;
                completed = true;
                return loss;
            }
            finally
            {
                foreach (var hook in hooks)
                    hook.AfterStep(training, completed);
                training.EndStep(completed);
            }
        }
    }

    /// <summary>
    /// Takes AdaLoRA's masked triplets out of the parameters, the optimizer's state along with them, except those that training has moved
    /// since they were masked: the model answers as before. What is taken out cannot come back. When the
    /// ranks are final, <see cref="step"/> does so by itself unless <see cref="AdaLoraOptions.CompactsWhenFinal"/> is switched off.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model has no AdaLoRA adapter, one is merged, or parameters were replaced; nothing was changed.</exception>
    /// <exception cref="NotSupportedException">The wrapped optimizer cannot exchange parameters; nothing was changed.</exception>
    public void Compact()
    {
        lock (training.Set.ChangeLock)
        {
            var adaLora = hooks.OfType<AdaLoraHook>().SingleOrDefault()
                ?? throw new InvalidOperationException("There is no AdaLoRA adapter to compact: other adapters have no masked triplets.");
            RequireParameters();
            training.RequireCurrent();
            adaLora.Compact(training);
            training.RaiseEvents();
        }
    }

    /// <summary>
    /// Tells schedules that follow the loss what it is; to be called before each <see cref="step"/> without a closure. Where no schedule
    /// follows it, the tensor is not read.
    /// </summary>
    /// <param name="loss">The loss, a scalar. One that is not finite is passed over.</param>
    public void ReportLoss(Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (!followsLoss)
            return;
        using var scope = NewDisposeScope();
        ReportLoss(loss.detach().to(ScalarType.Float64).item<double>());
    }

    /// <inheritdoc cref="ReportLoss(Tensor)"/>
    public void ReportLoss(double loss) => training.Loss = loss;

    /// <summary>
    /// Changes the rank of an adapter between two steps, as <see cref="AdaptiveLoraAdapter.Resize"/> does, and carries the state of the
    /// wrapped optimizer along: on growth the moments of the old components are kept, with less rank they restart. Budgets do not
    /// bind it. Gradients that wait for a step are lost.
    /// </summary>
    /// <param name="adapter">An adaptive adapter of the model.</param>
    /// <param name="rank">The rank, from <see cref="AdaptiveLoraAdapter.MinRank"/> to <see cref="AdaptiveLoraAdapter.MaxRank"/>.</param>
    /// <param name="reason">Why, for subscribers of <see cref="AdapterSet.RankChanged"/>.</param>
    /// <exception cref="ArgumentException">The adapter is not one of the model's; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The adapter does not take the rank; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// An adapter is merged, or its values are not finite, or parameters were replaced after the optimizer was made; nothing was changed.
    /// </exception>
    /// <exception cref="NotSupportedException">The wrapped optimizer cannot exchange parameters; nothing was changed.</exception>
    public void Resize(AdaptiveLoraAdapter adapter, int rank, string reason = "asked for")
    {
        ArgumentNullException.ThrowIfNull(adapter);
        lock (training.Set.ChangeLock)
        {
            if (training.PathOf(adapter) is null)
                throw new ArgumentException($"The adapter '{adapter.Name}' is not one of this optimizer's model.", nameof(adapter));
            training.RequireCurrent(adapter);
            training.Resize(adapter, rank, RankChangeKind.Request, reason);
            training.RaiseEvents();
        }
    }

    /// <summary>Sets the gradients to zero.</summary>
    /// <exception cref="InvalidOperationException">Parameters were replaced after the optimizer was made; nothing was changed.</exception>
    public override void zero_grad()
    {
        RequireParameters();
        inner.zero_grad();
    }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => inner.parameters();

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group) => inner.add_param_group(param_group);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var hook in hooks.OfType<IDisposable>())
                hook.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Throws where a parameter is gone: a move to another device or type makes new ones and frees the old.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    internal void RequireParameters()
    {
        // Adapters follow their layers' moves when they are looked at.
        foreach (var (_, adapter) in training.Adapters)
            _ = adapter.Factors;

        // An optimizer of another kind need not show its parameters.
        foreach (var parameter in (inner as OptimizerHelper)?.parameters() ?? [])
        {
            if (parameter.IsInvalid)
                throw training.Replaced();
        }
    }

    private void BeforeStep()
    {
        foreach (var hook in hooks)
            hook.BeforeStep(training);
    }

    /// <summary>Gradients are there when the closure has run; an optimizer may run it again, at places that are not the step's start.</summary>
    private Func<Tensor> Watched(Func<Tensor> closure)
    {
        var first = true;
        return () =>
        {
            var loss = BackwardErrors.Run(closure);
            if (first)
            {
                ReportLoss(loss);
                BeforeStep();
                first = false;
            }

            return loss;
        };
    }
}
