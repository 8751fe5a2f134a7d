namespace LoraDsl.Models.Generation;

/// <summary>How text is generated. Unless <see cref="Temperature"/> is given, the likeliest token is taken each time.</summary>
public sealed record GenerationOptions
{
    /// <summary>The most tokens that are generated for a sequence.</summary>
    public int MaxNewTokens { get; init; } = 128;

    /// <summary>What logits are divided by before a token is drawn; below 1 the likelier ones become likelier still.</summary>
    public double? Temperature { get; init; }

    /// <summary>Only so many of the likeliest tokens are drawn from.</summary>
    public int? TopK { get; init; }

    /// <summary>Only the fewest of the likeliest tokens are drawn from whose probabilities reach this together (Holtzman et al., arXiv 1904.09751).</summary>
    public double? TopP { get; init; }

    /// <summary>What the logits of tokens that stand there already are divided by, or multiplied where they are negative (Keskar et al., arXiv 1909.05858).</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Tokens that end a sequence; the configuration's <c>eos_token_id</c> unless told.</summary>
    public IReadOnlyList<long>? StopTokens { get; init; }

    /// <summary>What is drawn with; each sequence of a batch draws on its own.</summary>
    public int Seed { get; init; }

    /// <summary>Throws where a value cannot be.</summary>
    /// <exception cref="ArgumentException">The message names value and option.</exception>
    internal void Require()
    {
        if (MaxNewTokens < 1)
            throw Error(nameof(MaxNewTokens), MaxNewTokens, "at least 1");
        if (Temperature is { } temperature && !(temperature > 0 && double.IsFinite(temperature)))
            throw Error(nameof(Temperature), temperature, "above 0; leave it out to take the likeliest token");
        if (TopK < 1)
            throw Error(nameof(TopK), TopK.Value, "at least 1");
        if (TopP is { } share && !(share > 0 && share <= 1))
            throw Error(nameof(TopP), share, "above 0 and at most 1");
        if (!(RepetitionPenalty > 0 && double.IsFinite(RepetitionPenalty)))
            throw Error(nameof(RepetitionPenalty), RepetitionPenalty, "above 0");
        if (Temperature is null && (TopK ?? TopP) is not null)
            throw new ArgumentException($"{nameof(TopK)} and {nameof(TopP)} choose what is drawn from, and without a {nameof(Temperature)} nothing is drawn.");

        static ArgumentException Error(string option, IFormattable value, string needed) =>
            new(FormattableString.Invariant($"{option} is {value}: it has to be {needed}."));
    }
}
