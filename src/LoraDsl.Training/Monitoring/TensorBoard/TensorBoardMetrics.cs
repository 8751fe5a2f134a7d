using System.Globalization;
using System.Text;
using LoraDsl.Formats.Runs;
using static TorchSharp.torch;

namespace LoraDsl.Monitoring;

/// <summary>
/// Writes a training for TensorBoard: an event file, in a folder that may have those of earlier parts of the same training. What was written
/// stays readable after a crash.
/// </summary>
public sealed class TensorBoardMetrics : IDisposable
{
    private readonly RecordFile file;

    private TensorBoardMetrics(string path, RecordFile file)
    {
        Path = path;
        this.file = file;
    }

    /// <summary>The event file.</summary>
    public string Path { get; }

    /// <summary>Begins an event file.</summary>
    /// <param name="folder">The folder that TensorBoard is to read, such as <see cref="RunFolder.TensorBoard"/>; made when it is missing.</param>
    /// <param name="resumedAt">
    /// For a training that was resumed, the number of steps that it had done: what earlier files have of later steps is to be forgotten, and
    /// TensorBoard does so.
    /// </param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static TensorBoardMetrics Open(string folder, long? resumedAt = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        var (path, file) = Create(folder);
        var metrics = new TensorBoardMetrics(path, file);
        file.Write(EventMessage.Version(Now));
        if (resumedAt is { } steps)
            file.Write(EventMessage.Restart(Now, steps + 1));
        return metrics;
    }

    /// <summary>Writes a number.</summary>
    /// <param name="tag">Its name; what stands before a slash groups it.</param>
    /// <param name="step">The step.</param>
    /// <param name="value">The number, which is kept in float32.</param>
    public void Scalar(string tag, long step, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        file.Write(EventMessage.Scalar(Now, step, tag, value));
    }

    /// <summary>Writes how values are distributed, in 30 buckets of equal width. Values that are not finite are left out.</summary>
    /// <param name="tag">Its name; what stands before a slash groups it.</param>
    /// <param name="step">The step.</param>
    /// <param name="values">The values, of any shape.</param>
    public void Histogram(string tag, long step, Tensor values)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        ArgumentNullException.ThrowIfNull(values);
        using var scope = NewDisposeScope();
        using var moved = values.detach().to(ScalarType.Float64).cpu().contiguous();
        if (HistogramValues.Of(moved.data<double>().ToArray()) is { } histogram)
            file.Write(EventMessage.Histogram(Now, step, tag, histogram));
    }

    /// <summary>Writes a text.</summary>
    /// <param name="tag">Its name; what stands before a slash groups it.</param>
    /// <param name="text">The text, in Markdown.</param>
    /// <param name="step">The step.</param>
    public void Text(string tag, string text, long step = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        ArgumentNullException.ThrowIfNull(text);
        file.Write(EventMessage.Text(Now, step, tag, text));
    }

    /// <summary>Writes a step: <c>loss/train</c>, <c>accuracy/train</c>, <c>learning_rate</c>, <c>seconds</c>, and of every adapter <c>rank/…</c>, <c>norm_a/…</c>, <c>norm_b/…</c> and <c>gradient_norm/…</c>.</summary>
    /// <param name="measured">The step; a handler for <see cref="TrainingMonitor.Recorded"/>.</param>
    public void Write(StepMetrics measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        Scalar("loss/train", measured.Step, measured.Loss);
        if (measured.Accuracy is { } accuracy)
            Scalar("accuracy/train", measured.Step, accuracy);
        if (measured.LearningRate is { } rate)
            Scalar("learning_rate", measured.Step, rate);
        Scalar("seconds", measured.Step, measured.Seconds);
        foreach (var adapter in measured.Adapters)
        {
            Scalar("rank/" + adapter.Path, measured.Step, adapter.Rank);
            Scalar("norm_a/" + adapter.Path, measured.Step, adapter.NormOfA);
            Scalar("norm_b/" + adapter.Path, measured.Step, adapter.NormOfB);
            if (adapter.GradientNorm is { } norm)
                Scalar("gradient_norm/" + adapter.Path, measured.Step, norm);
        }
    }

    /// <summary>Writes a validation: <c>loss/validation</c> and <c>accuracy/validation</c>.</summary>
    /// <param name="measured">The validation.</param>
    public void Write(ValidationMetrics measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        Scalar("loss/validation", measured.Step, measured.Loss);
        if (measured.Accuracy is { } accuracy)
            Scalar("accuracy/validation", measured.Step, accuracy);
    }

    /// <summary>Writes a decision as a text, unless it leaves the rank as it is.</summary>
    /// <param name="decision">The decision; a handler for <see cref="Management.RankManager.Decided"/>.</param>
    public void Write(RankDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.NewRank != decision.OldRank)
            Text("rank_decisions/" + decision.Adapter, $"{decision.OldRank} → {decision.NewRank}{(decision.Applied ? "" : " (recommended)")}, {decision.Rule}: {decision.Reason}", decision.Step);
    }

    /// <summary>Writes what is trained, as a table of settings and one of adapters.</summary>
    /// <param name="run">The run.</param>
    public void Write(RunDescription run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder("| setting | value |\n|---|---|\n");
        Row("name", run.Name);
        Row("model", run.Model);
        Row("seed", run.Seed?.ToString(CultureInfo.InvariantCulture) ?? "none");
        Row("base parameters", run.BaseParameters.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var (name, value) in run.Settings)
            Row(name, value);
        text.Append("\n| adapter | method | inputs | outputs | rank |\n|---|---|---|---|---|\n");
        foreach (var adapter in run.Adapters)
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(adapter.Path)} | {Cell(adapter.Method)} | {adapter.Inputs} | {adapter.Outputs} | {adapter.Rank} |\n");
        Text("settings", text.ToString());

        void Row(string name, string value) => text.Append("| ").Append(Cell(name)).Append(" | ").Append(Cell(value)).Append(" |\n");
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static double Now => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    // TensorBoard reads the files of a folder in the order of their names: a later file's time is later, also within one second.
    private static (string Path, RecordFile File) Create(string folder)
    {
        const string Prefix = "events.out.tfevents.";
        var latest = Directory.EnumerateFiles(folder, Prefix + "*")
            .Select(path => System.IO.Path.GetFileName(path)[Prefix.Length..].Split('.')[0])
            .Select(time => long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0)
            .DefaultIfEmpty()
            .Max();
        var time = Math.Max(latest + 1, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{time}.{Environment.MachineName}.{Environment.ProcessId}.0"));
        return (path, new RecordFile(path));
    }
}
