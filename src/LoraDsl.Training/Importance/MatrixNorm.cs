namespace LoraDsl.Importance;

/// <summary>Which norm of a gradient is the score.</summary>
public enum MatrixNorm
{
    /// <summary>The Frobenius norm, √Σ|Gᵢⱼ|². Of a linear layer it needs no gradient of the weight's size.</summary>
    L2 = 0,

    /// <summary>The entry-wise sum Σ|Gᵢⱼ|.</summary>
    L1 = 1,
}
