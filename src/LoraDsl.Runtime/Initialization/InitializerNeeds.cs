namespace LoraDsl.Initialization;

/// <summary>What an initializer starts from besides random numbers.</summary>
public enum InitializerNeeds
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The frozen weight, so that the base has to be loaded before.</summary>
    Weight,

    /// <summary>Where the layer stands in the whole model.</summary>
    Depth,

    /// <summary>The gradient ∂L/∂W over a few batches.</summary>
    Gradient,

    /// <summary>The layer's inputs over a few batches.</summary>
    Inputs,

    /// <summary>The covariance of the layer's inputs over a few batches.</summary>
    Covariance,
}
