using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Optimization;
using LoraDsl.State;

namespace LoraDsl;

/// <summary>The state of an adapted model between two steps of a training.</summary>
public static class AdapterSetStateExtensions
{
    /// <summary>
    /// Writes down everything that training may have moved: the adapters with their ranks and masks, what else of the model requires a
    /// gradient, and its buffers. Unlike <c>Save</c> it is exact and complete, and fits the same model alone.
    /// </summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="state">Where to.</param>
    public static void SaveState(this AdapterSet set, SavedState state)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(state);
        lock (set.ChangeLock)
            ModelState.Save(set, state);
    }

    /// <summary>Takes over what <see cref="SaveState"/> wrote; optimizers are made afterwards.</summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="state">What was written.</param>
    /// <exception cref="InvalidOperationException">It is the state of another model, or an adapter is merged; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">The state is incomplete; nothing was changed.</exception>
    public static void LoadState(this AdapterSet set, SavedState state)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(state);
        lock (set.ChangeLock)
            ModelState.Load(set, state, resumes: true);
    }
}
