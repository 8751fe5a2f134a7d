using Digits.CommandLine;
using Digits.Models;

namespace Digits.Training;

/// <summary>Everything that the demo fixes about models and training.</summary>
/// <param name="Shape">The transformer.</param>
/// <param name="Base">Pre-training.</param>
/// <param name="Full">Full fine-tuning.</param>
/// <param name="Lora">LoRA with fixed and with adaptive ranks.</param>
/// <param name="DyLora">
/// DyLoRA. Its scaling α/b is four times as large at rank 4 as at rank 16, hence the lower learning rate; thirteen ranks share the
/// steps, hence the more of them.
/// </param>
internal sealed record DemoPlan(
    TransformerShape Shape, TrainingPlan Base, TrainingPlan Full, TrainingPlan Lora, TrainingPlan DyLora)
{
    /// <summary>The plan for a command line.</summary>
    public static DemoPlan For(DemoOptions options)
    {
        var (epochs, batch) = (options.Data, options.Quick) switch
        {
            (_, true) => (6, 32),
            (DataSet.Digits, _) => (20, 32),
            _ => (2, 128),
        };
        var shape = options.Data == DataSet.Digits
            ? new TransformerShape(ImageHeight: 8, ImageWidth: 8, PatchHeight: 2, PatchWidth: 4)
            : new TransformerShape(ImageHeight: 28, ImageWidth: 28, PatchHeight: 4, PatchWidth: 7);
        return new DemoPlan(
            shape,
            Base: new TrainingPlan(epochs, batch, 3e-3),
            Full: new TrainingPlan(epochs, batch, 1.5e-3),
            Lora: new TrainingPlan(epochs, batch, 1e-2),
            DyLora: new TrainingPlan(epochs * 3 / 2, batch, 5e-3));
    }
}
