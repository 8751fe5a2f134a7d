namespace LoraDsl.Methods;

/// <summary>IA³, as <c>[Ia3]</c> has it.</summary>
public sealed record Ia3Options
{
    /// <summary>Whether the layer's input is rescaled instead of its output, as the paper does in the second layer of a feed-forward block.</summary>
    public bool FeedForward { get; init; }
}
