namespace TextSample.Training;

/// <summary>The mails that every method is trained and measured on.</summary>
/// <param name="Pool">The mails that labels are drawn from.</param>
/// <param name="Validation">What choices are made on.</param>
/// <param name="Test">What is reported.</param>
internal sealed record MailData(MailTokens Pool, MailTokens Validation, MailTokens Test)
{
    /// <summary>The training mails for a number of labels; with one seed, few are a part of many.</summary>
    public MailTokens Labelled(int labels, int seed) => labels >= Pool.Count ? Pool : Pool.Draw(labels, seed);
}
