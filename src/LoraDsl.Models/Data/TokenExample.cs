namespace LoraDsl.Models.Data;

/// <summary>A sequence that a language model is trained on.</summary>
/// <param name="Ids">Its tokens.</param>
/// <param name="Labels">What is to be predicted at each place, the token that stands there; <see cref="Ignored"/> where nothing is learned.</param>
public sealed record TokenExample(IReadOnlyList<long> Ids, IReadOnlyList<long> Labels)
{
    /// <summary>The label of places that no loss counts, as PyTorch's cross entropy has it.</summary>
    public const long Ignored = -100;

    /// <summary>A prompt and the answer that is to be learned: the prompt's tokens are no labels.</summary>
    /// <param name="prompt">The prompt's tokens.</param>
    /// <param name="answer">The answer's, with what ends it.</param>
    /// <param name="maxLength">The most tokens; the answer is cut off at the end, and what is over of the prompt at its beginning.</param>
    /// <exception cref="ArgumentException">The answer is empty.</exception>
    public static TokenExample Of(IReadOnlyList<long> prompt, IReadOnlyList<long> answer, int? maxLength = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Count == 0)
            throw new ArgumentException("There is nothing to learn in an empty answer.", nameof(answer));
        if (maxLength is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(maxLength));
            answer = [.. answer.Take(limit)];
            prompt = [.. prompt.TakeLast(limit - answer.Count)];
        }

        return new TokenExample([.. prompt, .. answer], [.. Enumerable.Repeat(Ignored, prompt.Count), .. answer]);
    }
}
