namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        /// <summary>Not at all.</summary>
        None = 0,
        /// <summary>Towards zero.</summary>
        trunc = 1,
        /// <summary>Towards minus infinity.</summary>
        floor = 2,
    }

    private static string? RoundingText(RoundingMode mode) => mode switch
    {
        RoundingMode.trunc => "trunc",
        RoundingMode.floor => "floor",
        _ => null,
    };

    private static (Tensor, Tensor) Pair(Tensor[] tensors) => (tensors[0], tensors[1]);
}
