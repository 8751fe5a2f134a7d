using LoraDsl.Models.Bert;
using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>What a classifier answers, and how often it is right.</summary>
internal static class Evaluation
{
    private const int BatchSize = 32;

    /// <summary>The logits of all mails, of shape (mails, classes), in evaluation mode.</summary>
    public static Tensor Logits(BertForSequenceClassification model, MailTokens mails) => Each(model, mails, batch => model.forward(batch.Ids, batch.Mask));

    /// <summary>What the head reads of all mails, of shape (mails, features), in evaluation mode.</summary>
    public static Tensor Features(BertForSequenceClassification model, MailTokens mails) => Each(model, mails, batch => model.Features(batch.Ids, batch.Mask));

    /// <summary>Scores a classifier.</summary>
    public static Score Score(BertForSequenceClassification model, MailTokens mails)
    {
        using var logits = Logits(model, mails);
        return Score(logits, mails);
    }

    /// <summary>Scores answers.</summary>
    /// <param name="logits">The logits of all mails.</param>
    /// <param name="mails">The mails.</param>
    public static Score Score(Tensor logits, MailTokens mails)
    {
        using var scope = NewDisposeScope();
        var loss = nn.functional.cross_entropy(logits, tensor(mails.Labels.ToArray(), device: logits.device)).item<float>();
        return Training.Score.Of(mails.Labels, logits.argmax(1).cpu().data<long>().ToArray(), (int)logits.shape[1], loss);
    }

    private static Tensor Each(BertForSequenceClassification model, MailTokens mails, Func<MailBatch, Tensor> run)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        model.eval();
        var (places, parts) = (new List<int>(), new List<Tensor>());
        foreach (var (at, batch) in mails.ByLength(BatchSize))
        {
            using var each = NewDisposeScope();
            places.AddRange(at);
            parts.Add(run(batch).MoveToOuterDisposeScope());
        }

        var back = places.Select((place, row) => (Place: (long)place, Row: (long)row)).OrderBy(pair => pair.Place).Select(pair => pair.Row).ToArray();
        return cat(parts, 0).index_select(0, tensor(back, device: mails.Device)).MoveToOuterDisposeScope();
    }
}
