using LoraDsl.Models.Data;
using LoraDsl.Models.Text;
using TextSample.Corpus;
using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>Mails as tokens.</summary>
/// <param name="Tokens">The tokens of each.</param>
/// <param name="Labels">The class of each.</param>
/// <param name="Padding">The token that batches are filled up with.</param>
/// <param name="Device">Where batches are made.</param>
internal sealed record MailTokens(IReadOnlyList<IReadOnlyList<long>> Tokens, IReadOnlyList<long> Labels, long Padding, Device Device)
{
    /// <summary>How many mails there are.</summary>
    public int Count => Tokens.Count;

    /// <summary>Cuts mails into tokens.</summary>
    /// <param name="mails">The mails.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="maxTokens">The most tokens of a mail.</param>
    /// <param name="device">Where batches are made.</param>
    public static MailTokens Of(IEnumerable<Mail> mails, TextTokenizer tokenizer, int maxTokens, Device device)
    {
        List<Mail> all = [.. mails];
        return new MailTokens(
            [.. all.Select(mail => tokenizer.Encode(Beginning(mail.Text, maxTokens), maxTokens))], [.. all.Select(mail => (long)mail.Class)], tokenizer.Padding ?? 0, device);
    }

    /// <summary>Some of the mails, of each class as large a share as of all.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">What is drawn with.</param>
    public MailTokens Draw(int count, int seed)
    {
        var order = Enumerable.Range(0, Count).ToArray();
        new Random(seed).Shuffle(order);
        var spam = (int)Math.Round((double)count * Labels.Count(label => label == (long)MailClass.Spam) / Count);
        return At([.. order.Where(index => IsSpam(index)).Take(spam), .. order.Where(index => !IsSpam(index)).Take(count - spam)]);
    }

    /// <summary>The first mails.</summary>
    /// <param name="count">How many; all where there are fewer.</param>
    public MailTokens First(int count) => At([.. Enumerable.Range(0, Math.Min(count, Count))]);

    /// <summary>Batches in an order that a seed gives, of mails about equally long.</summary>
    public IEnumerable<MailBatch> Shuffled(int size, int seed) => LengthGroups.Of([.. Tokens.Select(tokens => tokens.Count)], size, seed).Select(Batch);

    /// <summary>Batches in which little is padding, with the places of their mails.</summary>
    public IEnumerable<(int[] Places, MailBatch Batch)> ByLength(int size) =>
        Enumerable.Range(0, Count).OrderBy(index => Tokens[index].Count).Chunk(size).Select(places => (places, Batch(places)));

    /// <summary>The seed of an epoch's order.</summary>
    public static int EpochSeed(int seed, int epoch) => 1000 * seed + epoch;

    private MailTokens At(int[] places) => this with { Tokens = [.. places.Select(index => Tokens[index])], Labels = [.. places.Select(index => Labels[index])] };

    private MailBatch Batch(IReadOnlyList<int> places)
    {
        var tokens = TokenBatch.Of([.. places.Select(index => Tokens[index])], Padding, device: Device);
        return new MailBatch(tokens.Ids, tokens.Mask, tensor(places.Select(index => Labels[index]).ToArray(), device: Device));
    }

    private bool IsSpam(int index) => Labels[index] == (long)MailClass.Spam;

    // A token has at least a letter, and hardly ever more than a dozen: the rest of a long mail need not be cut up.
    private static string Beginning(string text, int maxTokens) => text[..Math.Min(text.Length, 16 * maxTokens)];
}
