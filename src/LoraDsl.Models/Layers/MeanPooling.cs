using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>The mean of a sequence's hidden states, padding left out (Reimers and Gurevych, arXiv 1908.10084).</summary>
internal static class MeanPooling
{
    /// <summary>Pools.</summary>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of shape (batch, tokens); without it, none is.</param>
    /// <returns>Of shape (batch, features).</returns>
    public static Tensor Of(Tensor hidden, Tensor? mask)
    {
        if (mask is null)
            return hidden.mean([1]);
        using var scope = NewDisposeScope();
        var weights = mask.to(ScalarType.Bool).unsqueeze(-1).to(hidden.dtype);
        return ((hidden * weights).sum(1) / weights.sum(1).clamp_min(1)).MoveToOuterDisposeScope();
    }
}
