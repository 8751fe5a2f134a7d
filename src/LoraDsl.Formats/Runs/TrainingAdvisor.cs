using static System.FormattableString;

namespace LoraDsl.Formats.Runs;

/// <summary>Suggestions from a training's history, by fixed rules.</summary>
public sealed record TrainingAdvisor
{
    /// <summary>An adapter's gradient norm above this many times the adapters' median is large. Default 3.</summary>
    public double LargeGradient { get; init; } = 3;

    /// <summary>An adapter's gradient norm below this many times the adapters' median is small. Default 0.1.</summary>
    public double SmallGradient { get; init; } = 0.1;

    /// <summary>How many last losses are looked at; with fewer, nothing is said of the loss. Default 20.</summary>
    public int Losses { get; init; } = 20;

    /// <summary>A standard deviation of the last losses below this means that the training has converged. Default 0.001.</summary>
    public double ConvergedDeviation { get; init; } = 0.001;

    /// <summary>A standard deviation of the last losses above this means that the training is unstable. Default 0.1.</summary>
    public double UnstableDeviation { get; init; } = 0.1;

    /// <summary>More trainable values than this in all adapters are many. Default 1,000,000.</summary>
    public long ManyParameters { get; init; } = 1_000_000;

    /// <summary>Applies the rules.</summary>
    /// <param name="history">Steps of a training, in order; the norms of the gradients are averaged over them.</param>
    public IReadOnlyList<Suggestion> Advise(IReadOnlyList<StepMetrics> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return history.Count == 0 ? [] : [.. OfGradients(history), .. OfLosses(history), .. OfSize(history[^1])];
    }

    private IEnumerable<Suggestion> OfGradients(IReadOnlyList<StepMetrics> history)
    {
        var norms = history.SelectMany(measured => measured.Adapters)
            .Where(adapter => adapter.GradientNorm is not null)
            .GroupBy(adapter => adapter.Path)
            .Select(group => (Path: group.Key, Norm: group.Average(adapter => adapter.GradientNorm!.Value)))
            .ToList();
        if (norms.Count < 2)
            yield break;

        var median = Median([.. norms.Select(entry => entry.Norm)]);
        foreach (var (path, norm) in norms)
        {
            if (norm > LargeGradient * median)
            {
                yield return new Suggestion(SuggestionKind.LargeGradients, path, Invariant(
                    $"the gradients of '{path}' ({norm:0.0e+0}) are more than {LargeGradient} times the adapters' median ({median:0.0e+0}): lower the learning rate, or give it less rank"));
            }
            else if (norm < SmallGradient * median)
            {
                yield return new Suggestion(SuggestionKind.SmallGradients, path, Invariant(
                    $"the gradients of '{path}' ({norm:0.0e+0}) are less than {SmallGradient} times the adapters' median ({median:0.0e+0}): give it more rank, or another initializer"));
            }
        }
    }

    private IEnumerable<Suggestion> OfLosses(IReadOnlyList<StepMetrics> history)
    {
        if (history.Count < Losses)
            yield break;
        double[] losses = [.. history.TakeLast(Losses).Select(measured => measured.Loss)];
        var deviation = StandardDeviation(losses);
        if (deviation < ConvergedDeviation)
        {
            yield return new Suggestion(SuggestionKind.Converged, null, Invariant(
                $"the last {Losses} losses differ by {deviation:0.0e+0} only: the training has converged and can stop"));
        }
        else if (!(deviation <= UnstableDeviation))
        {
            yield return new Suggestion(SuggestionKind.Unstable, null, Invariant(
                $"the last {Losses} losses differ by {deviation:0.00}: lower the learning rate, or clip the gradients"));
        }
    }

    private IEnumerable<Suggestion> OfSize(StepMetrics last)
    {
        if (last.AdapterParameters > ManyParameters)
        {
            yield return new Suggestion(SuggestionKind.ManyParameters, null, Invariant(
                $"the adapters have {last.AdapterParameters:N0} trainable values: trim the ranks of those that change least"));
        }
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static double StandardDeviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
