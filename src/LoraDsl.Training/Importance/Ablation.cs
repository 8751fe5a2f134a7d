namespace LoraDsl.Importance;

/// <summary>What takes the place of a layer's output.</summary>
public enum Ablation
{
    /// <summary>Zeros.</summary>
    Zero = 0,

    /// <summary>The mean over the rows of the batch, feature by feature.</summary>
    Mean = 1,
}
