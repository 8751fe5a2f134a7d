namespace LoraDsl.Ranks;

/// <summary>What a layer does in a transformer.</summary>
public enum LayerType
{
    /// <summary>None of the others, such as a classifier's head. Factor 1.0.</summary>
    Other = 0,

    /// <summary>The query projection of an attention. Factor 1.2.</summary>
    Query = 1,

    /// <summary>The key projection of an attention. Factor 1.0.</summary>
    Key = 2,

    /// <summary>The value projection of an attention. Factor 1.2.</summary>
    Value = 3,

    /// <summary>The output projection of an attention. Factor 0.8.</summary>
    AttentionOutput = 4,

    /// <summary>The first layer of a feed-forward block, from the model's width to its own. Factor 1.5.</summary>
    Intermediate = 5,

    /// <summary>The last layer of a feed-forward block, back to the model's width. Factor 1.0.</summary>
    Output = 6,
}
