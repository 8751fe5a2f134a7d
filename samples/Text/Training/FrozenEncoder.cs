using System.Diagnostics;
using Shared.Reporting;
using TextSample.Reporting;
using static System.FormattableString;
using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>The encoder as it is, with a head that is trained on what it makes of the mails. That never changes, and is computed once.</summary>
/// <param name="baseFolder">The base.</param>
/// <param name="data">The mails.</param>
/// <param name="reporter">Shows what is found.</param>
internal sealed class FrozenEncoder(string baseFolder, MailData data, IReporter reporter)
{
    private readonly Dictionary<MailTokens, Tensor> features = new(ReferenceEqualityComparer.Instance);

    /// <summary>Trains a head and tests it.</summary>
    /// <param name="labelled">The mails to train on.</param>
    /// <returns>The row of the table, and the head.</returns>
    public (MethodResult Row, FrozenHead Head) Run(MailTokens labelled)
    {
        using var scope = NewDisposeScope();
        var held = Features(data.Validation);
        var tested = Features(data.Test);
        var watch = Stopwatch.StartNew();
        var head = FrozenHead.Train(Encode(labelled), labelled, held, data.Validation);
        var seconds = watch.Elapsed.TotalSeconds;
        var score = Evaluation.Score(head.Logits(tested), data.Test);
        reporter.Say(Invariant($"frozen encoder, {labelled.Count} labels: {100 * score.Accuracy:0.0} % of the test mails are told right"));
        return (new MethodResult("frozen encoder + head", labelled.Count, head.Parameters, score.Accuracy, score.MacroF1, seconds, new Dictionary<string, int>()), head);
    }

    private Tensor Features(MailTokens mails) => features.TryGetValue(mails, out var known) ? known : features[mails] = Encode(mails).MoveToOuterDisposeScope();

    private Tensor Encode(MailTokens mails)
    {
        using var model = MailModel.Load(baseFolder, mails.Device);
        return Evaluation.Features(model, mails);
    }
}
