using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>
/// An optimizer over the trainable parameters of an adapted model whose <see cref="step"/> also does what the adapters need at each
/// step: DyLoRA draws its next rank and keeps still what a frozen step is not to move, AdaLoRA adds its orthogonality term, updates its
/// statistics and masks triplets.
/// </summary>
/// <remarks>It wraps an optimizer of the user's choice; learning-rate schedulers take it as they take any other.</remarks>
public sealed class LoraOptimizer : optim.Optimizer
{
    private readonly optim.Optimizer inner;
    private readonly TrainingContext training;
    private readonly IStepHook[] hooks;

    internal LoraOptimizer(AdapterSet set, optim.Optimizer inner, int? seed, AdaLoraPlan? adaLora = null)
        : base(IntPtr.Zero)
    {
        this.inner = inner;
        training = new TrainingContext(set, inner);
        hooks = [.. StepHooks.For(training, seed, adaLora)];
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

    /// <summary>
    /// Takes AdaLoRA's masked triplets out of the parameters, the optimizer's state along with them. They cannot come back then. When the
    /// ranks are final, <see cref="step"/> does so by itself unless <see cref="AdaLoraOptions.CompactsWhenFinal"/> is switched off.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model has no AdaLoRA adapter, one is merged, or parameters were replaced; nothing was changed.</exception>
    /// <exception cref="NotSupportedException">The wrapped optimizer cannot exchange parameters; nothing was changed.</exception>
    public void Compact()
    {
        var adaLora = hooks.OfType<AdaLoraHook>().SingleOrDefault()
            ?? throw new InvalidOperationException("There is no AdaLoRA adapter to compact: other adapters have no masked triplets.");
        training.RequireCurrent();
        adaLora.Compact(training);
        training.RaiseEvents();
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
        {
            foreach (var hook in hooks)
                (hook as IDisposable)?.Dispose();
            inner.Dispose();
        }

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
