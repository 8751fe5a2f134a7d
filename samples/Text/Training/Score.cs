namespace TextSample.Training;

/// <summary>How well a classifier does.</summary>
/// <param name="Accuracy">Share of the mails that are told right, from 0 to 1.</param>
/// <param name="MacroF1">The mean of the classes' F1, from 0 to 1: the rare class counts as much as the common one.</param>
/// <param name="Loss">Mean cross-entropy in nats.</param>
internal sealed record Score(double Accuracy, double MacroF1, double Loss)
{
    /// <summary>From the answers.</summary>
    /// <param name="truth">The classes.</param>
    /// <param name="answers">What was answered.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="loss">The mean loss.</param>
    public static Score Of(IReadOnlyList<long> truth, IReadOnlyList<long> answers, int classes, double loss)
    {
        var pairs = truth.Zip(answers).ToList();
        var f1 = Enumerable.Range(0, classes).Select(label =>
        {
            var hits = pairs.Count(pair => pair.First == label && pair.Second == label);
            var all = pairs.Count(pair => pair.First == label) + pairs.Count(pair => pair.Second == label);
            return all == 0 ? 0 : 2.0 * hits / all;
        });
        return new Score((double)pairs.Count(pair => pair.First == pair.Second) / pairs.Count, f1.Average(), loss);
    }
}
