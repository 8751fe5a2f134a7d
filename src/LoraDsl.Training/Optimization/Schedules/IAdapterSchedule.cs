using LoraDsl.Schedules;
using LoraDsl.State;

namespace LoraDsl.Optimization;

/// <summary>What moves the rank of one adapter in training.</summary>
internal interface IAdapterSchedule : IStateful, IDisposable
{
    /// <summary>Whether <see cref="TrainingContext.Loss"/> has to be there before the step.</summary>
    bool FollowsLoss => false;

    /// <summary>Throws, before anything is changed, unless a saved state can be taken over.</summary>
    /// <exception cref="InvalidOperationException">It is that of another adapter.</exception>
    /// <exception cref="InvalidDataException">It is incomplete or damaged.</exception>
    void RequireFit(SavedState state);

    /// <summary>Gradients are there: the place to measure.</summary>
    void BeforeStep(TrainingContext training);

    /// <summary>The step is done.</summary>
    /// <param name="step">Its number, from 1.</param>
    /// <returns>What is asked of the rank, or <see langword="null"/> when it was not time to ask.</returns>
    RankSelection? AfterStep(long step);
}
