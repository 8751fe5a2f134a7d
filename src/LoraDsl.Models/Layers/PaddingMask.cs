using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>Which tokens of a batch are padding.</summary>
internal static class PaddingMask
{
    /// <summary>What attention over all tokens needs of it.</summary>
    /// <param name="mask">Other than 0 where a token is one, of shape (batch, tokens); none where all are.</param>
    /// <param name="ids">The tokens, whose shape it has to have.</param>
    /// <returns>True for keys that may be seen, of shape (batch, 1, 1, tokens); <see langword="null"/> where all may be.</returns>
    public static Tensor? ForKeys(Tensor? mask, Tensor ids) => Of(mask, ids)?.unsqueeze(1).unsqueeze(1);

    /// <summary>The mask as truth values of shape (batch, tokens); <see langword="null"/> where nothing is padding.</summary>
    /// <inheritdoc cref="ForKeys"/>
    /// <exception cref="ArgumentException">It is of another shape than the tokens.</exception>
    public static Tensor? Of(Tensor? mask, Tensor ids)
    {
        if (mask is null)
            return null;
        if (!mask.shape.AsSpan().SequenceEqual(ids.shape))
            throw new ArgumentException($"The attention mask has the shape ({string.Join(", ", mask.shape)}), and the tokens have ({string.Join(", ", ids.shape)}).", nameof(mask));
        var truth = mask.to(ScalarType.Bool);

        // Asking a GPU would wait for it; there the mask is used as it is.
        return truth.device_type == DeviceType.CPU && truth.all().item<bool>() ? null : truth;
    }
}
