using LoraDsl.State;

namespace LoraDsl.Hooks;

/// <summary>
/// What a method does at every step of the optimizer. The order of a step is: gradients are there,
/// <see cref="BeforeStep"/> of every hook, the step of the wrapped optimizer, <see cref="AfterStep"/> of every hook, events of changed ranks.
/// </summary>
public interface IStepHook : IStateful
{
    /// <summary>Whether <see cref="ITrainingStep.Loss"/> has to be there before the step.</summary>
    bool FollowsLoss => false;

    /// <summary>Throws, before anything is changed, unless <see cref="IStateful.Load"/> can take a saved state over.</summary>
    /// <param name="state">What was written.</param>
    /// <param name="step">The step after which it was.</param>
    /// <exception cref="InvalidOperationException">It is that of other adapters.</exception>
    /// <exception cref="InvalidDataException">It is incomplete or damaged.</exception>
    void RequireFit(SavedState state, long step);

    /// <summary>The gradients of the step are there and no parameter has moved: the place for statistics of gradients.</summary>
    /// <param name="training">The step's surroundings.</param>
    void BeforeStep(ITrainingStep training);

    /// <summary>The parameters have moved: the place to change ranks. Gradients are still there.</summary>
    /// <param name="training">The step's surroundings.</param>
    /// <param name="completed">
    /// False when the step threw: then undo what <see cref="BeforeStep"/> did, which may not have run, and change nothing else.
    /// </param>
    void AfterStep(ITrainingStep training, bool completed);
}
