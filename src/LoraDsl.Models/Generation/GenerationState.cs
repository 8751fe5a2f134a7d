using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Generation;

/// <summary>A batch of sequences that are being continued.</summary>
internal sealed class GenerationState : IDisposable
{
    private readonly ICausalLanguageModel model;
    private readonly GenerationOptions options;
    private readonly HashSet<long> stops;
    private readonly TokenChoice choice;
    private readonly KeyValueCache cache = new();
    private readonly bool[] ended;
    private readonly Tensor? seen;
    private Tensor ids;
    private Tensor? mask;
    private int made;

    /// <summary>Begins with prompts.</summary>
    public GenerationState(ICausalLanguageModel model, GenerationOptions options, Tensor ids, Tensor? mask)
    {
        (this.model, this.options) = (model, options);
        stops = [.. options.StopTokens ?? model.Config.WholeNumbers("eos_token_id")];
        choice = new TokenChoice(options, ids.shape[0]);
        ended = new bool[ids.shape[0]];
        this.ids = ids.alias().DetachFromDisposeScope();
        this.mask = mask?.alias().DetachFromDisposeScope();
        if (options.RepetitionPenalty != 1)
            seen = SeenIn(ids, mask);
    }

    /// <summary>The next token of each sequence, <see langword="null"/> for one that has ended; nothing when all have.</summary>
    public IReadOnlyList<long?>? Next()
    {
        if (made++ == options.MaxNewTokens || Array.TrueForAll(ended, end => end))
            return null;
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        var chosen = choice.Next(model.NextLogits(ids, mask, cache), seen);
        long[] tokens = chosen.data<long>().ToArray();
        Follow(chosen.unsqueeze(-1));
        var result = new long?[tokens.Length];
        for (var row = 0; row < tokens.Length; row++)
        {
            ended[row] |= stops.Contains(tokens[row]);
            result[row] = ended[row] ? null : tokens[row];
        }

        return Array.TrueForAll(ended, end => end) ? null : result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cache.Dispose();
        ids.Dispose();
        mask?.Dispose();
        seen?.Dispose();
    }

    // A sequence that has ended goes on with its last tokens, which are not read.
    private void Follow(Tensor chosen)
    {
        var next = chosen.to(ids.device).DetachFromDisposeScope();
        ids.Dispose();
        mask?.Dispose();
        (ids, mask) = (next, null);
        seen?.scatter_(1, ids, ones_like(ids, dtype: ScalarType.Bool));
    }

    // Padding is replaced by a token that stands in the sequence anyway.
    private Tensor SeenIn(Tensor prompts, Tensor? given)
    {
        using var scope = NewDisposeScope();
        var own = PaddingMask.Of(given, prompts) is { } truth ? where(truth, prompts, prompts.narrow(1, -1, 1)) : prompts;
        var none = zeros([prompts.shape[0], model.Vocabulary], dtype: ScalarType.Bool, device: prompts.device);
        return none.scatter(1, own, ones_like(own, dtype: ScalarType.Bool)).DetachFromDisposeScope();
    }
}
