using static TorchSharp.torch;

namespace LoraDsl.Models.Generation;

/// <summary>Chooses the next token of each sequence from its logits.</summary>
internal sealed class TokenChoice
{
    private readonly GenerationOptions options;
    private readonly Random[] draws;

    /// <summary>Prepares to choose.</summary>
    /// <param name="options">How.</param>
    /// <param name="sequences">For how many sequences; each has its own random numbers, so that it does not depend on its neighbours.</param>
    public TokenChoice(GenerationOptions options, long sequences)
    {
        this.options = options;
        draws = [.. Enumerable.Range(0, (int)sequences).Select(sequence => new Random(HashCode(options.Seed, sequence)))];
    }

    /// <summary>Chooses.</summary>
    /// <param name="logits">Of shape (batch, vocabulary).</param>
    /// <param name="seen">True for tokens that stand in the sequence already, of the same shape.</param>
    /// <returns>int64 of shape (batch), on the processor.</returns>
    public Tensor Next(Tensor logits, Tensor? seen)
    {
        using var scope = NewDisposeScope();
        var scores = Penalized(logits.to(ScalarType.Float32), seen);
        if (options.Temperature is not { } temperature)
            return scores.argmax(-1).cpu().MoveToOuterDisposeScope();

        // From the likeliest down, what is drawn from is a beginning of the row.
        var (sorted, tokens) = (scores / temperature).sort(-1, descending: true);
        var shares = nn.functional.softmax(sorted, -1);
        var kept = Kept(shares);
        var sums = kept.cumsum(-1);
        var points = tensor(draws.Select(draw => draw.NextDouble()).ToArray(), dtype: ScalarType.Float32, device: logits.device).unsqueeze(-1);
        var reached = (sums <= points * sums.narrow(-1, -1, 1)).sum(-1, keepdim: true, type: ScalarType.Int64);
        var last = (kept > 0).sum(-1, keepdim: true, type: ScalarType.Int64) - 1;
        return tokens.gather(-1, minimum(reached, last)).squeeze(-1).cpu().MoveToOuterDisposeScope();
    }

    private static int HashCode(int seed, int sequence) => unchecked(seed * 486_187_739 + sequence);

    private Tensor Penalized(Tensor scores, Tensor? seen) => seen is null || options.RepetitionPenalty == 1
        ? scores
        : where(seen, where(scores > 0, scores / options.RepetitionPenalty, scores * options.RepetitionPenalty), scores);

    // The likeliest token stays whatever the options are.
    private Tensor Kept(Tensor shares)
    {
        var kept = shares;
        if (options.TopK is { } count && count < shares.shape[^1])
            kept = kept * (arange(shares.shape[^1], device: shares.device) < count).to(shares.dtype);
        if (options.TopP is { } share)
        {
            var sums = kept.cumsum(-1);
            kept = kept * (sums - kept < share * sums.narrow(-1, -1, 1)).to(shares.dtype);
        }

        return kept;
    }
}
