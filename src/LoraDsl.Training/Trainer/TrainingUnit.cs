namespace LoraDsl.Training;

/// <summary>What a training is counted in.</summary>
public enum TrainingUnit
{
    /// <summary>A pass over the batches.</summary>
    Epoch,

    /// <summary>A step of the optimizer.</summary>
    Step,
}
