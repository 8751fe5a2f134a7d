namespace LoraDsl.Adapters;

/// <summary>How an adapter takes part in the forward pass.</summary>
internal enum AdapterState
{
    /// <summary>Its low-rank part is added to the layer's output.</summary>
    Active,

    /// <summary>The layer runs alone, as in the base.</summary>
    Disabled,

    /// <summary>Its low-rank part is in the layer's weight.</summary>
    Merged,
}
