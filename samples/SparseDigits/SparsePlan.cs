using Shared.Data;
using Shared.Models;
using Shared.Training;
using SparseDigits.CommandLine;

namespace SparseDigits;

/// <summary>Everything that the sample fixes about models and training.</summary>
/// <param name="Sizes">How many images there are of each kind.</param>
/// <param name="Shape">The transformer.</param>
/// <param name="Base">Pre-training, as the demo's.</param>
/// <param name="Recovery">Training after pruning, the same for every method; adapting takes more of it than recovering.</param>
internal sealed record SparsePlan(SplitSizes Sizes, TransformerShape Shape, TrainingPlan Base, TrainingPlan Recovery)
{
    private const int BaseSeed = 1;

    /// <summary>What the base of a command line depends on.</summary>
    public BaseSettings BaseSettings(DataSet data) => new(data, Sizes, BaseSeed, Shape, Base);

    /// <summary>The plan for a command line.</summary>
    public static SparsePlan For(SparseOptions options)
    {
        var (epochs, batch) = (options.Data, options.Quick) switch
        {
            (_, true) => (6, 32),
            (DataSet.Digits, _) => (20, 32),
            _ => (2, 128),
        };
        return new SparsePlan(
            options is { Quick: true, Data: DataSet.Mnist } ? new SplitSizes(2000, 400, 1000) : SplitSizes.All(options.Data),
            Shapes.For(options.Data),
            new TrainingPlan(epochs, batch, 3e-3),
            options.Shift ? new TrainingPlan(epochs, batch, 1e-2) : new TrainingPlan((epochs + 1) / 2, batch, 5e-3));
    }
}
