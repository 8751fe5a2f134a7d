namespace LoraDsl.Importance;

/// <summary>What of a layer's Hessian is the score.</summary>
public enum HessianQuantity
{
    /// <summary>The size of the eigenvalue of greatest size, by power iteration.</summary>
    TopEigenvalue = 0,

    /// <summary>The trace, by Hutchinson's estimate; 0 where it is negative.</summary>
    Trace = 1,
}
