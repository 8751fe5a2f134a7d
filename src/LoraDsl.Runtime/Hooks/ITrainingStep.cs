using LoraDsl.Adapters;

namespace LoraDsl.Hooks;

/// <summary>What a hook sees of a running training, and how it changes ranks in it.</summary>
public interface ITrainingStep
{
    /// <summary>The adapters of the model in training.</summary>
    AdapterSet Set { get; }

    /// <summary>Number of the running step, from 1; between steps that of the last one.</summary>
    long Step { get; }

    /// <summary>The loss of the running step, if it was reported.</summary>
    double? Loss { get; }

    /// <summary>
    /// Puts other parameters in the place of an adapter's, in the wrapped optimizer, and takes note that they are the adapter's own now.
    /// </summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="replacements">What takes the place of what.</param>
    /// <param name="adopt">Puts the new parameters into the adapter; cannot fail.</param>
    /// <returns>Whether all moments that were to be carried over were.</returns>
    /// <exception cref="NotSupportedException">The optimizer cannot exchange parameters; nothing was changed.</exception>
    bool Replace(LayerAdapter adapter, IReadOnlyList<ParameterReplacement> replacements, Action adopt);

    /// <summary>Records a change of a rank; the event is raised when the step is over.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="oldRank">Its rank before.</param>
    /// <param name="newRank">Its rank now.</param>
    /// <param name="kind">What changed it.</param>
    /// <param name="reason">Why.</param>
    void Report(LayerAdapter adapter, int oldRank, int newRank, RankChangeKind kind, string reason);
}
