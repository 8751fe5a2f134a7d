namespace LoraDsl;

/// <summary>What a budget of adaptive adapters counts.</summary>
public enum BudgetUnit
{
    /// <summary>Ranks: Σ rᵢ.</summary>
    Ranks,

    /// <summary>Trainable values: Σ rᵢ·(inᵢ + outᵢ). A rank of a wide layer costs more than one of a narrow layer.</summary>
    Parameters,
}
