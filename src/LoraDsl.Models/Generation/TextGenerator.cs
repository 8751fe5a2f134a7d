using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Generation;

/// <summary>Generation of tokens by language models.</summary>
public static class TextGenerator
{
    /// <summary>Continues a batch of prompts.</summary>
    /// <param name="model">The model; it is put into evaluation meanwhile.</param>
    /// <param name="ids">The prompts, int64 of shape (batch, tokens), padded on the left.</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of the same shape; without it, none is padding.</param>
    /// <param name="options">How; the likeliest tokens unless told.</param>
    /// <param name="cancellation">Ends it after the current token.</param>
    /// <returns>The new tokens of each sequence, up to and without what stopped it.</returns>
    /// <exception cref="ArgumentException">An option has a value that cannot be, or the prompts are not of this model or not padded on the left.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<IReadOnlyList<long>> Generate(
        this ICausalLanguageModel model, Tensor ids, Tensor? mask = null, GenerationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        List<long>[] sequences = [.. Enumerable.Range(0, (int)ids.shape[0]).Select(_ => new List<long>())];
        foreach (var step in model.Stream(ids, mask, options))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var row = 0; row < sequences.Length; row++)
            {
                if (step[row] is { } token)
                    sequences[row].Add(token);
            }
        }

        return sequences;
    }

    /// <summary>Continues a batch of prompts, and gives each token as soon as it is there.</summary>
    /// <inheritdoc cref="Generate"/>
    /// <returns>For each step the token of each sequence; <see langword="null"/> for a sequence that has ended.</returns>
    public static IEnumerable<IReadOnlyList<long?>> Stream(
        this ICausalLanguageModel model, Tensor ids, Tensor? mask = null, GenerationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(ids);
        options ??= new GenerationOptions();
        options.Require();
        RequirePrompts(ids, mask);
        return Steps(model, ids, mask, options);
    }

    private static IEnumerable<IReadOnlyList<long?>> Steps(ICausalLanguageModel model, Tensor ids, Tensor? mask, GenerationOptions options)
    {
        using var evaluation = new Evaluation(model);
        using var generation = new GenerationState(model, options, ids, mask);
        while (generation.Next() is { } tokens)
            yield return tokens;
    }

    private static void RequirePrompts(Tensor ids, Tensor? mask)
    {
        if (ids.dim() != 2 || ids.shape[1] == 0)
            throw new ArgumentException($"Prompts are tokens of shape (batch, tokens), at least one each, not of shape ({string.Join(", ", ids.shape)}).", nameof(ids));
        if (mask is null)
            return;
        using var scope = NewDisposeScope();
        if (!PaddingMask.Of(mask, ids)?.select(1, -1).all().cpu().item<bool>() ?? false)
            throw new ArgumentException("The last token of a prompt is padding: prompts are padded on the left, so that new tokens follow at once.", nameof(mask));
    }

    /// <summary>Lets a model evaluate, and puts it back to what it was.</summary>
    private sealed class Evaluation : IDisposable
    {
        private readonly nn.Module? module;

        public Evaluation(ICausalLanguageModel model)
        {
            module = model is nn.Module { training: true } training ? training : null;
            module?.eval();
        }

        public void Dispose() => module?.train();
    }
}
