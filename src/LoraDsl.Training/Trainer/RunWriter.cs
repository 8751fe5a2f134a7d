using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;
using LoraDsl.State;

namespace LoraDsl.Training;

/// <summary>Writes the files of a run. Lines that a training wrote after the checkpoint from which it goes on are cut off when they are opened.</summary>
internal sealed class RunWriter : IDisposable
{
    private readonly JsonLines<StepMetrics> metrics;
    private readonly JsonLines<ValidationMetrics> validations;
    private readonly JsonLines<RankDecision> decisions;

    private RunWriter(RunFolder folder, JsonLines<StepMetrics> metrics, JsonLines<ValidationMetrics> validations, JsonLines<RankDecision> decisions) =>
        (Folder, this.metrics, this.validations, this.decisions) = (folder, metrics, validations, decisions);

    /// <summary>The run's folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>Opens the files of a run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="state">The state of the run that goes on; <see langword="null"/> for one that begins.</param>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    public static RunWriter Open(RunFolder folder, SavedState? state)
    {
        var keep = state?.ReadWholeNumbers("lines") ?? [0, 0, 0];
        var opened = new List<IDisposable>();
        try
        {
            var metrics = Kept(RunRecords.Metrics.Append(folder.MetricsFile, keep[0]));
            var validations = Kept(RunRecords.Validations.Append(folder.ValidationsFile, keep[1]));
            var decisions = Kept(RunRecords.Decisions.Append(folder.DecisionsFile, keep[2]));
            File.Delete(folder.ResultFile);
            return new RunWriter(folder, metrics, validations, decisions);
        }
        catch
        {
            opened.ForEach(file => file.Dispose());
            throw;
        }

        T Kept<T>(T file)
            where T : IDisposable
        {
            opened.Add(file);
            return file;
        }
    }

    /// <summary>Whether the folder holds a run.</summary>
    public static bool HasRun(RunFolder folder) =>
        File.Exists(folder.DescriptionFile) || File.Exists(folder.MetricsFile) || Directory.Exists(folder.Checkpoints);

    /// <summary>Removes the files of a run, and nothing else.</summary>
    public static void Remove(RunFolder folder)
    {
        if (!Directory.Exists(folder.Root))
            return;

        // The checkpoints first: what is left of a run without them begins anew.
        foreach (var part in (string[])[folder.Checkpoints, folder.BestAdapter, folder.TensorBoard])
            StagedFolder.Remove(part);
        foreach (var file in (string[])[folder.ResultFile, folder.ReportFile, folder.MetricsFile, folder.ValidationsFile, folder.DecisionsFile, folder.DescriptionFile])
            File.Delete(file);
    }

    public void Write(RunDescription description) => RunRecords.Description.Write(Folder.DescriptionFile, description);

    public void Write(RunResult result) => RunRecords.Result.Write(Folder.ResultFile, result);

    public void Write(StepMetrics measured) => metrics.Write(measured);

    public void Write(ValidationMetrics measured) => validations.Write(measured);

    public void Write(RankDecision decision) => decisions.Write(decision);

    /// <summary>Writes the adapter as it is as the best one; one without any rank is not written.</summary>
    /// <param name="set">The adapters.</param>
    /// <param name="dropUnfrozen">Whether parameters that were unfrozen by hand are left out; else they are an error.</param>
    public void WriteBest(AdapterSet set, bool dropUnfrozen)
    {
        if (set.Named().Any(entry => entry.Adapter.EffectiveRank > 0))
            StagedFolder.Write(Folder.BestAdapter, folder => set.Save(folder, dropUnfrozen: dropUnfrozen));
    }

    /// <summary>Writes down how far the files go.</summary>
    public void Save(SavedState state) => state.Write("lines", metrics.Count, validations.Count, decisions.Count);

    /// <inheritdoc/>
    public void Dispose()
    {
        metrics.Dispose();
        validations.Dispose();
        decisions.Dispose();
    }
}
