using LoraDsl.Formats.Runs;

namespace LoraDsl.Reports.Html.History;

/// <summary>The steps of a run, in columns.</summary>
internal sealed class StepHistory
{
    /// <summary>How many of the last steps suggestions are drawn from, as the monitor of a training has it.</summary>
    public const int Recent = 100;

    private readonly List<long> steps = [];
    private readonly List<double> losses = [];
    private readonly List<double> accuracies = [];
    private readonly List<double> learningRates = [];
    private readonly List<AdapterHistory> adapters = [];
    private readonly Dictionary<string, AdapterHistory> byPath = new(StringComparer.Ordinal);
    private readonly List<StepMetrics> last = [];

    /// <summary>Starts with the adapters that are known, in their order; others follow in the order in which they are met.</summary>
    public StepHistory(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            Adapter(path);
    }

    /// <summary>Numbers of the steps.</summary>
    public IReadOnlyList<long> Steps => steps;

    /// <summary>The loss of each.</summary>
    public IReadOnlyList<double> Losses => losses;

    /// <summary>The accuracy of each; not a number where it was not measured.</summary>
    public IReadOnlyList<double> Accuracies => accuracies;

    /// <summary>The learning rate of each; not a number where it was not told.</summary>
    public IReadOnlyList<double> LearningRates => learningRates;

    /// <summary>The adapters.</summary>
    public IReadOnlyList<AdapterHistory> Adapters => adapters;

    /// <summary>The last steps as they were recorded, at most <see cref="Recent"/>.</summary>
    public IReadOnlyList<StepMetrics> Last => last;

    /// <summary>Time that the steps took together, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>Appends a step. A resumed run repeats the steps after its last checkpoint: what was recorded of them later stands.</summary>
    public void Append(StepMetrics measured)
    {
        if (steps.Count > 0 && measured.Step <= steps[^1])
            Cut(measured.Step);

        foreach (var adapter in measured.Adapters)
            Adapter(adapter.Path);
        var present = measured.Adapters.ToDictionary(adapter => adapter.Path, StringComparer.Ordinal);
        foreach (var adapter in adapters)
            adapter.Append(present.GetValueOrDefault(adapter.Path));
        steps.Add(measured.Step);
        losses.Add(measured.Loss);
        accuracies.Add(measured.Accuracy ?? double.NaN);
        learningRates.Add(measured.LearningRate ?? double.NaN);
        Seconds += measured.Seconds;
        if (last.Count == Recent)
            last.RemoveAt(0);
        last.Add(measured);
    }

    private void Cut(long step)
    {
        var found = steps.BinarySearch(step);
        var count = found >= 0 ? found : ~found;
        var gone = steps.Count - count;
        steps.RemoveRange(count, gone);
        losses.RemoveRange(count, gone);
        accuracies.RemoveRange(count, gone);
        learningRates.RemoveRange(count, gone);
        foreach (var adapter in adapters)
            adapter.Cut(count);
        last.RemoveAll(measured => measured.Step >= step);
    }

    private AdapterHistory Adapter(string path)
    {
        if (!byPath.TryGetValue(path, out var adapter))
        {
            byPath.Add(path, adapter = new AdapterHistory(path, steps.Count));
            adapters.Add(adapter);
        }

        return adapter;
    }
}
