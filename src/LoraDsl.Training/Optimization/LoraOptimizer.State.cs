using LoraDsl.State;
using TorchSharp.Modules;

namespace LoraDsl.Optimization;

public partial class LoraOptimizer : IStateful
{
    private const string Words = "optimizer";

    /// <summary>
    /// Writes down the wrapped optimizer's state, learning rates included, and that of everything that the adapters need at each step:
    /// DyLoRA's draws, AdaLoRA's statistics, schedules. The adapters have their own (<see cref="AdapterSetStateExtensions.SaveState"/>).
    /// </summary>
    /// <param name="state">Where to.</param>
    /// <exception cref="NotSupportedException">The wrapped optimizer does not show its state.</exception>
    public void Save(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.WriteText(Words, Description);
        new OptimizerStates(Inner).Save(state.Section("state"));
        state.Write("step", training.Step);
        foreach (var (index, hook) in hooks.Index())
            hook.Save(state.Section($"hook{index}"));
    }

    /// <summary>
    /// Takes over what <see cref="Save"/> wrote. The adapters' own state comes first, and this optimizer is made after it: it is
    /// about their parameters.
    /// </summary>
    /// <param name="state">What was written.</param>
    /// <exception cref="NotSupportedException">The wrapped optimizer does not take a state.</exception>
    /// <exception cref="InvalidOperationException">It is the state of another optimizer, or of other adapters; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">The state is incomplete or damaged; nothing was changed.</exception>
    public void Load(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.ReadText(Words) is var saved && saved != Description)
            throw new InvalidOperationException($"The saved state is that of {saved}, but this optimizer is {Description}: make the optimizer that the training began with.");
        var states = new OptimizerStates(Inner);
        states.RequireFit(state.Section("state"));
        var step = state.ReadCount("step");
        foreach (var (index, hook) in hooks.Index())
            hook.RequireFit(state.Section($"hook{index}"), step);

        states.Load(state.Section("state"));
        training.Step = step;
        foreach (var (index, hook) in hooks.Index())
            hook.Load(state.Section($"hook{index}"));
    }

    /// <summary>The wrapped optimizer's name.</summary>
    internal string InnerName => inner.GetType().Name;

    /// <summary>Throws unless the wrapped optimizer shows its state.</summary>
    /// <exception cref="NotSupportedException">It does not, or of a kind that is not known.</exception>
    internal void RequireState() => new OptimizerStates(Inner).RequireKnown();

    private OptimizerHelper Inner => inner as OptimizerHelper ?? throw new NotSupportedException(
        $"{InnerName} does not show its state, so a training with it cannot go on from a checkpoint: take an optimizer of TorchSharp's with groups of parameters, such as AdamW or SGD.");

    /// <summary>What has to be the same for a state to fit: the kind, the groups' sizes, and what the adapters need.</summary>
    private string Description
    {
        get
        {
            var groups = Inner.state_dict().StateIndexRef.Select(group => group.Count);
            var needs = hooks.Length == 0 ? "" : $" for {string.Join(", ", hooks.Select(hook => hook.GetType().Name.Replace("Hook", "", StringComparison.Ordinal)))}";
            return $"{InnerName} over {string.Join(" + ", groups)} parameters{needs}";
        }
    }
}
