using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>What is asked of tokens before anything is computed: libtorch's own message names neither them nor the model.</summary>
internal static class TokenChecks
{
    /// <summary>Throws where the tokens are none of the model's.</summary>
    /// <param name="ids">The tokens.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="vocabulary">How many tokens it knows.</param>
    /// <param name="places">How many it has places for; <see langword="null"/> for any number.</param>
    /// <exception cref="ArgumentException">They are of a wrong shape, type, number or value.</exception>
    public static void Require(Tensor ids, string model, long vocabulary, long? places)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.dim() != 2 || ids.dtype is not (ScalarType.Int64 or ScalarType.Int32))
            throw new ArgumentException($"{model} takes tokens as int64 of shape (batch, tokens), not {ids.dtype} of shape ({string.Join(", ", ids.shape)}).", nameof(ids));
        if (ids.shape[1] > places)
            throw new ArgumentException($"{model} has places for {places} tokens, and there are {ids.shape[1]}: truncate them.", nameof(ids));

        // Asking a GPU would wait for it.
        if (ids.device_type != DeviceType.CPU || ids.numel() == 0)
            return;
        using var scope = NewDisposeScope();
        var (least, greatest) = (ids.min().ToInt64(), ids.max().ToInt64());
        if (least < 0 || greatest >= vocabulary)
            throw new ArgumentException($"{model} knows the tokens 0 to {vocabulary - 1}, and there is {(least < 0 ? least : greatest)}: is the tokenizer that of another model?", nameof(ids));
    }
}
