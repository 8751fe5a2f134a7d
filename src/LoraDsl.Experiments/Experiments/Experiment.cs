using System.Diagnostics;
using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;
using LoraDsl.Training;
using static TorchSharp.torch;

namespace LoraDsl.Experiments;

/// <summary>
/// Runs every trial of a plan and ranks what came of them. Finished trials are kept in the experiment's folder and not run again; one that
/// was stopped midway is run anew; one that fails is recorded, and the others go on.
/// </summary>
/// <remarks>
/// A trial begins with <c>torch.manual_seed(seed)</c>, the plan's number of threads, a dispose scope and an empty folder, so that what it comes to depends on
/// nothing that ran before. Torch's random state belongs to the process: trials side by side are processes of their own. Ctrl-C and
/// SIGTERM end the process as they always do, trainers within a trial included: what is finished stands, and the rest is run again.
/// </remarks>
public sealed class Experiment
{
    private const string TrialFile = "trial.json";
    private const string TrialFolders = "trials";

    private readonly ExperimentPlan plan;
    private readonly string folder;
    private readonly Action<TrialRun> train;
    private readonly IReadOnlyList<(string Id, Trial Trial)> trials;

    /// <summary>Prepares an experiment.</summary>
    /// <param name="plan">What to try.</param>
    /// <param name="folder">Its folder; made when it is missing, gone on with when it is there.</param>
    /// <param name="train">
    /// Trains and validates one trial. It builds everything from the trial's strategy, learning rate and seed, and tells how it goes, or has a
    /// trainer write into the trial's <see cref="TrialRun.Folder"/>.
    /// </param>
    /// <exception cref="ArgumentException">The plan has problems; the message has them all.</exception>
    public Experiment(ExperimentPlan plan, string folder, Action<TrialRun> train)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(train);
        trials = TrialIds.Of(plan);
        this.plan = plan;
        this.folder = Path.GetFullPath(folder);
        this.train = train;
    }

    /// <summary>Raised when a trial has ended, one at a time, after it was written down.</summary>
    public event Action<TrialResult>? Finished;

    /// <summary>Runs what is left of the plan in this process, one trial after the other.</summary>
    /// <param name="retryFailed">Whether trials that failed before are run again.</param>
    /// <param name="cancellation">Stops it; finished trials are kept.</param>
    /// <returns>The ranking, also in <c>experiment.json</c>.</returns>
    /// <exception cref="InvalidOperationException">The folder has an experiment of other settings.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another process runs the experiment or a trial of it.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ExperimentResult Run(bool retryFailed = false, CancellationToken cancellation = default)
    {
        using var ledger = ExperimentLedger.Open(folder, plan, trials, TrialFolders, TrialFile, retryFailed);
        foreach (var (id, trial) in ledger.Pending)
        {
            cancellation.ThrowIfCancellationRequested();
            Note(ledger, RunTrial(id, trial, ledger.Threads, cancellation));
        }

        return ledger.Result;
    }

    /// <summary>Runs what is left of the plan in processes of their own, several at a time.</summary>
    /// <param name="start">
    /// How to start the program that runs the trial of a name, by <see cref="RunTrial(string, CancellationToken)"/> on an experiment of the same plan and folder.
    /// Its threads are limited by environment variables, too.
    /// </param>
    /// <param name="workers">How many at a time; left out, as many as the plan's threads leave cores for.</param>
    /// <param name="retryFailed">Whether trials that failed before are run again.</param>
    /// <param name="cancellation">Stops it, and ends the processes; finished trials are kept.</param>
    /// <returns>The ranking, also in <c>experiment.json</c>.</returns>
    /// <inheritdoc cref="Run" path="/exception"/>
    public ExperimentResult RunInProcesses(
        Func<string, ProcessStartInfo> start, int? workers = null, bool retryFailed = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers ?? 1, 1, nameof(workers));
        using var ledger = ExperimentLedger.Open(folder, plan, trials, TrialFolders, TrialFile, retryFailed);
        var gate = new Lock();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = workers ?? Math.Max(1, Environment.ProcessorCount / ledger.Threads),
            CancellationToken = cancellation,
        };
        Parallel.ForEachAsync(ledger.Pending, options, async (entry, stop) =>
        {
            var file = Path.Combine(FolderOf(entry.Id).Root, TrialFile);
            if (File.Exists(file))
                File.Delete(file);
            var error = await TrialProcess.RunAsync(start(entry.Id), ledger.Threads, stop).ConfigureAwait(false);
            var result = File.Exists(file) ? ReadTrial(file) : Write(entry.Id, Failed(entry.Id, entry.Trial, 0, error));
            lock (gate)
                Note(ledger, result);
        }).GetAwaiter().GetResult();
        return ledger.Result;
    }

    /// <summary>Runs one trial of the plan in this process, whatever there is of it: the part of a program that <see cref="RunInProcesses"/> starts.</summary>
    /// <param name="id">The trial's name.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What came of it, also in the trial's folder.</returns>
    /// <exception cref="ArgumentException">The plan has no such trial.</exception>
    /// <exception cref="IOException">Another process runs the trial, or trains in its folder; nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TrialResult RunTrial(string id, CancellationToken cancellation = default)
    {
        var entry = trials.FirstOrDefault(entry => entry.Id == id);
        if (entry.Trial is null)
            throw new ArgumentException($"The plan '{plan.Name}' has no trial '{id}'; it has {string.Join(", ", trials.Select(trial => trial.Id))}.", nameof(id));
        return RunTrial(id, entry.Trial, ExperimentLedger.ThreadsOf(folder, plan), cancellation);
    }

    /// <summary>Reads what came of a trial.</summary>
    internal static TrialResult ReadTrial(string path) => ExperimentRecords.Trial.Read(path);

    private TrialResult RunTrial(string id, Trial trial, int threads, CancellationToken cancellation)
    {
        var run = new TrialRun(trial, FolderOf(id), plan.Metric, cancellation);
        using var exclusive = FolderLock.TakeBeside(run.Folder.Root);
        using var signals = StopSignals.LeaveToProcess();
        Empty(run.Folder.Root);
        var watch = Stopwatch.StartNew();
        string? error = null;
        var before = get_num_threads();
        set_num_threads(threads);
        try
        {
            using var scope = NewDisposeScope();
            manual_seed(trial.Seed);
            train(run);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        // What a training can throw is not known here; whatever it is, it is the result of this trial alone.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            error = $"{failure.GetType().Name}: {failure.Message}";
        }
        finally
        {
            run.Close();
            set_num_threads(before);
        }

        cancellation.ThrowIfCancellationRequested();
        return Write(id, Summarize(id, run, watch.Elapsed.TotalSeconds, error));
    }

    /// <summary>Empties a trial's folder, unless a run that was started by hand is training in it; what trains in it then takes its lock.</summary>
    private static void Empty(string trialFolder)
    {
        if (Directory.Exists(trialFolder))
        {
            FolderLock.Take(trialFolder).Dispose();
            Directory.Delete(trialFolder, recursive: true);
        }

        Directory.CreateDirectory(trialFolder);
    }

    private TrialResult Summarize(string id, TrialRun run, double seconds, string? error)
    {
        var result = error is null
            ? new TrialResult(id, run.Trial, TrialStatus.Completed, RelativeFolder(id)) { Seconds = seconds }
            : Failed(id, run.Trial, seconds, error);
        return TrialSummary.Read(result, run.Folder, plan.Metric, run.Parameters);
    }

    private static TrialResult Failed(string id, Trial trial, double seconds, string? error) =>
        new(id, trial, TrialStatus.Failed, RelativeFolder(id)) { Seconds = seconds, Error = error };

    private TrialResult Write(string id, TrialResult result)
    {
        ExperimentRecords.Trial.Write(Path.Combine(FolderOf(id).Root, TrialFile), result);
        return result;
    }

    private void Note(ExperimentLedger ledger, TrialResult result)
    {
        ledger.Add(result);
        Finished?.Invoke(result);
    }

    private static string RelativeFolder(string id) => $"{TrialFolders}/{id}";

    private RunFolder FolderOf(string id) => new(Path.Combine(folder, TrialFolders, id));
}
