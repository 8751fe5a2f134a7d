namespace LoraDsl.Training;

/// <summary>By what the best adapter is chosen.</summary>
public enum ValidationMetric
{
    /// <summary>The loss on the validation set; less is better.</summary>
    Loss,

    /// <summary>The accuracy there; more is better.</summary>
    Accuracy,
}
