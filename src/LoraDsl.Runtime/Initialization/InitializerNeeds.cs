namespace LoraDsl.Initialization;

/// <summary>What an initialiser starts from besides random numbers and the weight.</summary>
public enum InitializerNeeds
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The gradient ∂L/∂W over a few batches.</summary>
    Gradient,

    /// <summary>The layer's inputs over a few batches.</summary>
    Inputs,
}
