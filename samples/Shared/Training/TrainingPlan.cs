namespace Shared.Training;

/// <summary>How long and how fast to train.</summary>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="BatchSize">Images of a step.</param>
/// <param name="LearningRate">Greatest learning rate; reached after a tenth of the steps, then a half cosine down to zero.</param>
internal sealed record TrainingPlan(int Epochs, int BatchSize, double LearningRate)
{
    /// <summary>The learning rate's factor at a step.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="steps">Steps in all.</param>
    public static double Schedule(int step, int steps)
    {
        var progress = (step + 1.0) / steps;
        return Math.Min(1, progress / 0.1) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, progress)));
    }
}
