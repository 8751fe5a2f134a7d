namespace LoraDsl;

/// <summary>What moves the ranks of adaptive adapters while they are trained.</summary>
public enum RankSchedule
{
    /// <summary>Nothing: a rank that was given stays.</summary>
    Constant = 0,

    /// <summary>The rank that holds 95 % of the energy of the weight's gradient, with the trend of the gradient's norm.</summary>
    GradientEnergy = 1,

    /// <summary>The course of the loss: more on a plateau, less when it oscillates.</summary>
    Loss = 2,

    /// <summary>The effective ranks of the factors' gradients and how steady they are.</summary>
    GradientSubspace = 3,
}
