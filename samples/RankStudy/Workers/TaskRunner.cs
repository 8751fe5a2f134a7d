using System.Diagnostics;
using RankStudy.Methods;
using RankStudy.Models;
using RankStudy.Plans;
using RankStudy.Runs;
using Shared.Data;
using Shared.Reporting;
using static TorchSharp.torch;

namespace RankStudy.Workers;

/// <summary>Does tasks, one after the other.</summary>
/// <param name="plan">What the tasks belong to.</param>
/// <param name="folder">Folder of the bases, which is there.</param>
/// <param name="reporter">Told what takes a while.</param>
internal sealed class TaskRunner(StudyPlan plan, string folder, IReporter reporter) : IDisposable
{
    private readonly Dictionary<DataSet, StudyData> data = [];

    /// <summary>Reads a set of images and its base, or trains it; nothing is done twice.</summary>
    public StudyData Load(DataSet set)
    {
        if (!data.TryGetValue(set, out var loaded))
            data[set] = loaded = new StudyData(plan.Data.Single(entry => entry.Data == set), folder, reporter, CancellationToken.None);
        return loaded;
    }

    /// <summary>Does a task. The same task comes to the same, whatever was done before.</summary>
    public StudyResult Run(StudyTask task)
    {
        // Before the scope: it outlives the task.
        var loaded = Load(task.Data);
        using var scope = NewDisposeScope();
        return task.Kind switch
        {
            TaskKind.Allocate => Allocate(task, loaded),
            TaskKind.Train => new TrainingRun(loaded).Run(task),
            _ => new TimeRun(loaded).Run(task),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var loaded in data.Values)
            loaded.Dispose();
    }

    private static StudyResult Allocate(StudyTask task, StudyData data)
    {
        using var adapted = data.Create(StudyModel.Lora);
        var watch = Stopwatch.StartNew();
        RankMethod.All.Single(method => method.Name == task.Name).Allocate(data, adapted.Lora);
        return new StudyResult(task, watch.Elapsed.TotalSeconds)
        {
            Ranks = [.. adapted.Ranks().Values],
            Paths = [.. adapted.Ranks().Keys],
            Parameters = adapted.Lora.Named().Sum(entry => entry.Adapter.ParameterCount),
        };
    }
}
