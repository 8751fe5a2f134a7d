namespace LoraDsl.Formats.Experiments;

/// <summary>What the trials of an experiment are compared by.</summary>
public enum ExperimentMetric
{
    /// <summary>The accuracy on the validation set, or another score that is better when higher.</summary>
    Accuracy = 0,

    /// <summary>The loss on the validation set.</summary>
    Loss = 1,
}
