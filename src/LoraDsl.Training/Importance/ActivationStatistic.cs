namespace LoraDsl.Importance;

/// <summary>What of a layer's output is the score.</summary>
public enum ActivationStatistic
{
    /// <summary>Variance of each output feature over the rows, averaged over the features.</summary>
    Variance = 0,

    /// <summary>Entropy in nats of a histogram of all values between the least and the greatest.</summary>
    Entropy = 1,
}
