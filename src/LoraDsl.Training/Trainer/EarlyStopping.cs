using LoraDsl.Limits;

namespace LoraDsl.Training;

/// <summary>When a training that does not get better any more is ended.</summary>
/// <param name="patience">Validations in a row without an improvement that end it; at least 1.</param>
/// <param name="minDelta">By how much a validation has to be better than the best to count as an improvement; 0 or more.</param>
public sealed class EarlyStopping(int patience, double minDelta = 0)
{
    /// <summary>Validations in a row without an improvement that end the training.</summary>
    public int Patience { get; } = OptionGuard.AtLeast(1, patience, nameof(patience));

    /// <summary>By how much a validation has to be better than the best to count as an improvement.</summary>
    public double MinDelta { get; } = OptionGuard.NotNegative(minDelta, nameof(minDelta));
}
