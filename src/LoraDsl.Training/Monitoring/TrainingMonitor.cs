using System.Diagnostics;
using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Formats.Runs;
using LoraDsl.Limits;
using static TorchSharp.torch;

namespace LoraDsl.Monitoring;

/// <summary>Keeps what happens in a training, for a report, suggestions and a file of metrics. It changes nothing.</summary>
/// <param name="set">The adapters of the model that is trained.</param>
/// <param name="capacity">How many of the last steps are kept.</param>
public sealed class TrainingMonitor(AdapterSet set, int capacity = 10_000)
{
    private readonly AdapterSet set = set ?? throw new ArgumentNullException(nameof(set));
    private readonly Queue<StepMetrics> history = new(OptionGuard.AtLeast(1, capacity, nameof(capacity)));
    private long step;
    private long since = Stopwatch.GetTimestamp();

    /// <summary>Raised for every step that is recorded; <see cref="RunRecords.Metrics"/> writes them down.</summary>
    public event Action<StepMetrics>? Recorded;

    /// <summary>The steps that are kept, the oldest first.</summary>
    public IReadOnlyCollection<StepMetrics> History => history;

    /// <summary>
    /// Records a step; to be called after <c>backward()</c> and before the gradients are set to zero. Its time is counted from the last
    /// call.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="accuracy">The accuracy, or another score that is better when higher.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="number">The step's number; one more than the last when left out.</param>
    /// <returns>What was recorded.</returns>
    public StepMetrics Record(double loss, double? accuracy = null, double? learningRate = null, long? number = null)
    {
        var now = Stopwatch.GetTimestamp();
        step = number ?? step + 1;
        var measured = new StepMetrics(
            step, loss, accuracy, learningRate, Stopwatch.GetElapsedTime(since, now).TotalSeconds, [.. set.Named().Select(entry => Metrics(entry.Path, entry.Adapter))]);
        since = now;
        if (history.Count == capacity)
            history.Dequeue();
        history.Enqueue(measured);
        Recorded?.Invoke(measured);
        return measured;
    }

    /// <summary>A report on the last steps, with suggestions.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="advisor">The rules of the suggestions; their defaults when left out.</param>
    public MonitorReport Report(int steps = 100, TrainingAdvisor? advisor = null)
    {
        StepMetrics[] last = [.. history.TakeLast(OptionGuard.AtLeast(1, steps, nameof(steps)))];
        return new MonitorReport(set.ModelName, last, (advisor ?? new TrainingAdvisor()).Advise(last));
    }

    private static AdapterMetrics Metrics(string path, LayerAdapter adapter)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        // Of methods without A and B, the first and the last of what they train.
        var factors = adapter.Factors;
        var (a, b) = adapter is LowRankAdapter ? (factors[0], factors[1]) : (factors[0], factors[^1]);
        return new AdapterMetrics(path, adapter.CurrentRank, adapter.ParameterCount, Norm(a), Norm(b), GradientNorm(a.grad, b.grad));
    }

    private static double? GradientNorm(Tensor? a, Tensor? b)
    {
        if (a is not { IsInvalid: false } && b is not { IsInvalid: false })
            return null;
        var (first, second) = (a is null ? 0 : Norm(a), b is null ? 0 : Norm(b));
        return Math.Sqrt((first * first) + (second * second));
    }

    private static double Norm(Tensor values) => values.numel() == 0 ? 0 : values.detach().to(ScalarType.Float32).norm().item<float>();
}
