using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Files;

namespace LoraDsl.Experiments;

/// <summary>What there is of an experiment in its folder, which belongs to one process at a time.</summary>
internal sealed class ExperimentLedger : IDisposable
{
    private const int MostThreads = 4;

    private readonly string folder;
    private readonly FolderLock exclusive;
    private readonly DateTimeOffset started;
    private readonly ExperimentPlan plan;
    private readonly TrialResult[] results;

    private ExperimentLedger(string folder, FolderLock exclusive, ExperimentPlan plan, DateTimeOffset started, TrialResult[] results)
    {
        this.folder = folder;
        this.exclusive = exclusive;
        this.plan = plan;
        this.started = started;
        this.results = results;
    }

    /// <summary>Threads of torch within each trial.</summary>
    public int Threads => plan.Threads!.Value;

    /// <summary>The trials that are to be run.</summary>
    public IReadOnlyList<(string Id, Trial Trial)> Pending =>
        [.. results.Where(result => result.Status == TrialStatus.Pending).Select(result => (result.Id, result.Trial))];

    /// <summary>The experiment as it stands.</summary>
    public ExperimentResult Result => ExperimentRanking.Of(plan, started, results);

    /// <summary>Opens an experiment's folder and writes <c>experiment.json</c> as it stands.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="trialFolders">Name of the folder of the trials' folders.</param>
    /// <param name="trialFile">Name of the file with what came of a trial.</param>
    /// <param name="retryFailed">Whether trials that failed before are to be run again.</param>
    /// <exception cref="InvalidOperationException">The folder has an experiment of other settings.</exception>
    /// <exception cref="IOException">Another process runs the experiment, or is left of one that did and still runs a trial.</exception>
    public static ExperimentLedger Open(
        string folder, ExperimentPlan plan, IReadOnlyList<(string Id, Trial Trial)> trials, string trialFolders, string trialFile, bool retryFailed)
    {
        var exclusive = FolderLock.Take(folder);
        try
        {
            var before = Before(folder);
            if (before is not null)
                RequireSame(folder, before.Plan, plan);
            var ledger = new ExperimentLedger(
                folder,
                exclusive,
                plan with { Threads = ThreadsOf(plan, before) },
                before?.Started ?? DateTimeOffset.UtcNow,
                [.. trials.Select(entry => ResultOf(entry.Id, entry.Trial))]);
            foreach (var (id, _) in ledger.Pending)
                FolderLock.TakeBeside(Path.Combine(folder, trialFolders, id)).Dispose();
            ledger.Result.Save(folder);
            return ledger;
        }
        catch
        {
            exclusive.Dispose();
            throw;
        }

        TrialResult ResultOf(string id, Trial trial)
        {
            var file = Path.Combine(folder, trialFolders, id, trialFile);
            return File.Exists(file) && Experiment.ReadTrial(file) is var result && !(retryFailed && result.Status == TrialStatus.Failed)
                ? result
                : new TrialResult(id, trial, TrialStatus.Pending, $"{trialFolders}/{id}");
        }
    }

    /// <summary>Threads of torch within each trial: the plan's, those that the experiment began with, or a share of the cores.</summary>
    public static int ThreadsOf(string folder, ExperimentPlan plan) => ThreadsOf(plan, Before(folder));

    /// <summary>Notes what came of a trial and writes <c>experiment.json</c>.</summary>
    public void Add(TrialResult result)
    {
        results[Array.FindIndex(results, known => known.Id == result.Id)] = result;
        Result.Save(folder);
    }

    /// <inheritdoc/>
    public void Dispose() => exclusive.Dispose();

    private static int ThreadsOf(ExperimentPlan plan, ExperimentResult? before) =>
        plan.Threads ?? before?.Plan.Threads ?? Math.Min(MostThreads, Environment.ProcessorCount);

    private static ExperimentResult? Before(string folder) =>
        File.Exists(Path.Combine(folder, ExperimentResult.FileName)) ? ExperimentResult.Read(folder) : null;

    private static void RequireSame(string folder, ExperimentPlan before, ExperimentPlan plan)
    {
        if (before.Metric != plan.Metric)
            throw new InvalidOperationException($"The experiment in '{folder}' compares by {before.Metric}, not by {plan.Metric}: use another folder.");
        foreach (var name in before.Settings.Keys.Union(plan.Settings.Keys))
        {
            if (before.Settings.GetValueOrDefault(name) is var was && was != plan.Settings.GetValueOrDefault(name))
            {
                throw new InvalidOperationException(
                    $"The experiment in '{folder}' has other settings: '{name}' is {was ?? "missing"} there, and {plan.Settings.GetValueOrDefault(name) ?? "missing"} in the plan. Use another folder.");
            }
        }

        if (plan.Threads is { } threads && before.Threads != threads)
            throw new InvalidOperationException($"The trials in '{folder}' have {before.Threads} threads each, not {threads}, and numbers depend on that: use another folder.");
    }
}
