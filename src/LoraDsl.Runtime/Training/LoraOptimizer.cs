using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>
/// An optimizer over the trainable parameters of an adapted model whose <see cref="step"/> also does what the adapters need at each
/// step: DyLoRA draws its next rank and keeps still what a frozen step is not to move.
/// </summary>
/// <remarks>It wraps an optimizer of the user's choice; learning-rate schedulers take it as they take any other.</remarks>
public sealed class LoraOptimizer : optim.Optimizer
{
    private readonly optim.Optimizer inner;
    private readonly TrainingContext training;
    private readonly IStepHook[] hooks;

    internal LoraOptimizer(AdapterSet set, optim.Optimizer inner, int? seed)
        : base(IntPtr.Zero)
    {
        this.inner = inner;
        training = new TrainingContext(set, inner);
        hooks = [.. StepHooks.For(training, seed)];
    }

    /// <summary>Number of steps so far.</summary>
    public long StepCount => training.Step;

    /// <inheritdoc/>
    public override IEnumerable<optim.ILearningRateController> ParamGroups => inner.ParamGroups;

    /// <summary>One step of the wrapped optimizer and of the adapters.</summary>
    /// <param name="closure">Computes the loss and its gradients anew, for optimizers that ask for it.</param>
    /// <returns>What the wrapped optimizer returns: the closure's loss.</returns>
    /// <exception cref="InvalidOperationException">
    /// An adapter is merged, or its parameters were replaced (by a move to another device or type, an allocation of ranks or a load)
    /// after the optimizer was made; nothing was changed.
    /// </exception>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        training.BeginStep();
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
            training.RaiseEvents();
        }
    }

    /// <inheritdoc/>
    public override void zero_grad() => inner.zero_grad();

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => inner.parameters();

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group) => inner.add_param_group(param_group);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
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
            var loss = closure();
            if (first)
                BeforeStep();
            first = false;
            return loss;
        };
    }
}
