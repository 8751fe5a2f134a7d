using Digits.CommandLine;
using Shared.Data;
using Shared.Models;
using Shared.Training;

namespace Digits.Training;

/// <summary>Everything that the demo fixes about models and training.</summary>
/// <param name="Sizes">How many images there are of each kind.</param>
/// <param name="Shape">The transformer.</param>
/// <param name="Base">Pre-training.</param>
/// <param name="Full">Full fine-tuning.</param>
/// <param name="Lora">LoRA with fixed and with adaptive ranks.</param>
/// <param name="DyLora">
/// DyLoRA. Its scaling α/b is four times as large at rank 4 as at rank 16, hence the lower learning rate; thirteen ranks share the
/// steps, hence the more of them.
/// </param>
internal sealed record DemoPlan(
    SplitSizes Sizes, TransformerShape Shape, TrainingPlan Base, TrainingPlan Full, TrainingPlan Lora, TrainingPlan DyLora)
{
    /// <summary>What the base of a command line depends on.</summary>
    public BaseSettings BaseSettings(DemoOptions options) => new(options.Data, Sizes, options.Seed, Shape, Base);

    /// <summary>The plan for a command line.</summary>
    public static DemoPlan For(DemoOptions options)
    {
        var (epochs, batch) = (options.Data, options.Quick) switch
        {
            (_, true) => (6, 32),
            (DataSet.Digits, _) => (20, 32),
            _ => (2, 128),
        };
        return new DemoPlan(
            options is { Quick: true, Data: DataSet.Mnist } ? new SplitSizes(2000, 400, 1000) : SplitSizes.All(options.Data),
            Shapes.For(options.Data),
            Base: new TrainingPlan(epochs, batch, 3e-3),
            Full: new TrainingPlan(epochs, batch, 1.5e-3),
            Lora: new TrainingPlan(epochs, batch, 1e-2),
            DyLora: new TrainingPlan(epochs * 3 / 2, batch, 5e-3));
    }
}
