namespace LoraDsl;

/// <summary>How adapters become one. The names are PEFT's combination types.</summary>
public enum CombinationMethod
{
    /// <summary>A = Σ ±√|wᵢ·sᵢ|·Aᵢ and B = Σ √|wᵢ·sᵢ|·Bᵢ: the factors are averaged, at the rank that all of them have. Not the sum of the products.</summary>
    Linear = 0,

    /// <summary>The exact sum Σ wᵢ·sᵢ·Bᵢ·Aᵢ, at the sum of the ranks.</summary>
    Cat = 1,

    /// <summary>The best approximation of the exact sum of a rank, by the singular values of the concatenated factors.</summary>
    Svd = 2,

    /// <summary>TIES (Yadav et al., arXiv 2306.01708) on the factors: trim by magnitude, elect signs, average what agrees.</summary>
    Ties = 3,

    /// <summary>TIES on the products sᵢ·Bᵢ·Aᵢ, then the best approximation of a rank.</summary>
    TiesSvd = 4,

    /// <summary>DARE (Yu et al., arXiv 2311.03099) on the factors: drop values at random, rescale the others, and sum.</summary>
    DareLinear = 5,

    /// <summary>DARE on the products, then the best approximation of a rank.</summary>
    DareLinearSvd = 6,

    /// <summary>DARE's dropping, then TIES's election of signs, on the factors.</summary>
    DareTies = 7,

    /// <summary>DARE's dropping, then TIES's election of signs, on the products, then the best approximation of a rank.</summary>
    DareTiesSvd = 8,

    /// <summary>Trim the factors by magnitude, and sum.</summary>
    MagnitudePrune = 9,

    /// <summary>Trim the products by magnitude, and sum; then the best approximation of a rank.</summary>
    MagnitudePruneSvd = 10,
}
