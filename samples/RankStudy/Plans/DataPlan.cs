using Shared.Data;
using Shared.Models;
using Shared.Training;

namespace RankStudy.Plans;

/// <summary>Everything that the numbers of one set of images depend on, besides a run's own task.</summary>
/// <param name="Data">The images.</param>
/// <param name="Sizes">How many of them.</param>
/// <param name="AdaptedTo">How many of the training images, turned and inverted, the base is adapted to.</param>
/// <param name="Shape">The transformer.</param>
/// <param name="Base">Pre-training, on all upright training images.</param>
/// <param name="Adapt">Adaptation; the learning rate is a task's.</param>
/// <param name="CalibrationBatches">Batches that importance is measured on, the same for every seed.</param>
/// <param name="HessianSteps">Power iterations, or probes, of the Hessian's measures.</param>
/// <param name="Trials">Trial trainings of a search: episodes, or candidates.</param>
internal sealed record DataPlan(
    DataSet Data,
    SplitSizes Sizes,
    int AdaptedTo,
    TransformerShape Shape,
    TrainingPlan Base,
    TrainingPlan Adapt,
    int CalibrationBatches,
    int HessianSteps,
    int Trials)
{
    /// <summary>Seed of the split and of the base: there is one of each, so that runs differ in their own seed only.</summary>
    public const int BaseSeed = 1;

    /// <summary>Number of adapters: six in each block, and the head's.</summary>
    public int Adapters => (6 * Shape.Depth) + 1;

    /// <summary>Steps of an adaptation of so many epochs.</summary>
    public int Steps(int epochs) => AdaptedTo / Adapt.BatchSize * epochs;

    /// <summary>What the base depends on.</summary>
    public BaseSettings BaseSettings => new(Data, Sizes, BaseSeed, Shape, Base);
}
