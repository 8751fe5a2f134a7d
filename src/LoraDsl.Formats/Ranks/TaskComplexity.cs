namespace LoraDsl.Ranks;

/// <summary>How much a fine-tuning has to change.</summary>
public enum TaskComplexity
{
    /// <summary>Rank 4 times 1.0.</summary>
    Simple = 0,

    /// <summary>Rank 8 times 1.5.</summary>
    Medium = 1,

    /// <summary>Rank 16 times 2.0.</summary>
    Complex = 2,
}
