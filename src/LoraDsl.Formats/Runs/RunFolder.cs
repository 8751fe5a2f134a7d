namespace LoraDsl.Formats.Runs;

/// <summary>The folder of a run: who writes what where, so that a report needs to be told nothing but the folder.</summary>
/// <param name="path">The folder; it need not exist.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The folder's full path.</summary>
    public string Root { get; } = Path.GetFullPath(path);

    /// <summary><c>run.json</c>: what is trained, a <see cref="RunDescription"/>.</summary>
    public string DescriptionFile => Path.Combine(Root, "run.json");

    /// <summary><c>result.json</c>: how the run ended, a <see cref="RunResult"/>; missing while it goes on or when it was killed.</summary>
    public string ResultFile => Path.Combine(Root, "result.json");

    /// <summary><c>metrics.jsonl</c>: a <see cref="StepMetrics"/> a line.</summary>
    public string MetricsFile => Path.Combine(Root, "metrics.jsonl");

    /// <summary><c>validations.jsonl</c>: a <see cref="ValidationMetrics"/> a line.</summary>
    public string ValidationsFile => Path.Combine(Root, "validations.jsonl");

    /// <summary><c>decisions.jsonl</c>: a <see cref="RankDecision"/> a line.</summary>
    public string DecisionsFile => Path.Combine(Root, "decisions.jsonl");

    /// <summary><c>checkpoints/</c>: a folder for each of the last checkpoints.</summary>
    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary><c>best/</c>: the best adapter, in PEFT's layout.</summary>
    public string BestAdapter => Path.Combine(Root, "best");

    /// <summary><c>tensorboard/</c>: event files.</summary>
    public string TensorBoard => Path.Combine(Root, "tensorboard");

    /// <summary><c>report.html</c>: the page.</summary>
    public string ReportFile => Path.Combine(Root, "report.html");
}
