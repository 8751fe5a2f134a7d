using System.Security.Cryptography;
using System.Text;
using RankStudy.CommandLine;
using RankStudy.Methods;
using RankStudy.Models;
using RankStudy.Reporting;
using RankStudy.Runs;
using RankStudy.Workers;
using Shared.Data;
using Shared.Reporting;

namespace RankStudy;

/// <summary>The study from pre-training to tables. What was done before is found in the results file.</summary>
/// <param name="options">The command line.</param>
/// <param name="reporter">Shows what happens.</param>
/// <param name="cancellation">Stops it; finished runs are kept.</param>
internal sealed class Study(StudyOptions options, IReporter reporter, CancellationToken cancellation)
{
    private readonly Lazy<ResultsFile> results = new(() => new ResultsFile(ResultsPath(options)));

    /// <summary>
    /// Path of the results: its name has a hash of all that numbers depend on, so that results of other settings are never taken for
    /// these.
    /// </summary>
    public static string ResultsPath(StudyOptions options)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', options.Plan.Data)));
        return Path.GetFullPath(Path.Combine(options.Output, $"{options.Plan.Name}-{Convert.ToHexStringLower(hash)[..12]}.jsonl"));
    }

    /// <summary>Runs whatever is missing and shows the tables.</summary>
    /// <returns>Number of tasks that were run.</returns>
    public int Run()
    {
        Directory.CreateDirectory(options.Output);
        if (options.Report is { } report)
            MarkdownReport.Require(report);
        var before = results.Value.Results.Count;
        if (!options.TablesOnly)
            RunMissing();

        var tables = new StudyTables(options.Plan, results.Value.Results);
        foreach (var table in tables.All())
            reporter.Show(table.ToSpectre());
        if (options.Report is not null)
            MarkdownReport.Write(options.Report, tables.All());
        reporter.Say($"Results: {ResultsPath(options)}");
        return results.Value.Results.Count - before;
    }

    private void RunMissing()
    {
        using var pool = new WorkerPool(options.Plan, Path.GetFullPath(options.Output), options.Workers);
        foreach (var set in options.Plan.Data.Select(data => data.Data))
            RunMissing(pool, set);
    }

    private void RunMissing(WorkerPool pool, DataSet set)
    {
        // One task comes first: it pre-trains the base that all others find.
        Do(pool, $"{set}, base", [RankMethod.All[0].Task(set)]);
        Do(pool, $"{set}, ranks", RankMethod.All.Select(method => method.Task(set)));

        var sweep = new Sweep(options.Plan, results.Value.Results);
        var subjects = Subjects(set).Distinct().ToList();
        while (subjects.SelectMany(sweep.Missing).ToList() is { Count: > 0 } missing)
            Do(pool, $"{set}, learning rates", missing);
        Do(pool, $"{set}, runs", subjects.SelectMany(subject => options.Plan.Seeds.Select(seed => subject.Training(sweep.Choice(subject)!.Value, seed))));

        if (options.TimesRuns)
            Do(pool, $"{set}, wall time", Enumerable.Range(1, options.Plan.TimeRounds).Select(round => TimeTask(set, round)), atOnce: 1);
    }

    /// <summary>The task of a round of timing.</summary>
    public static StudyTask TimeTask(DataSet set, int round) => new(set, TaskKind.Time, "wall time", Seed: round);

    private IEnumerable<Subject> Subjects(DataSet set)
    {
        var given = RankMethod.All.Select(method => results.Value.Results[method.Task(set)]).ToList();
        return
        [
            .. given.Select(result => new Subject(set, StudyModel.Lora, Subject.Text(result.Ranks))),
            .. StudyRanks.All.Select(rank => Subject.AtRank(set, options.Plan.Data.Single(data => data.Data == set).Adapters, rank)),
            .. StudyModel.AllScheduled.Append(StudyModel.AdaLora).Concat(StudyModel.AllDyLora).Select(model => new Subject(set, model)),
        ];
    }

    private void Do(WorkerPool pool, string stage, IEnumerable<StudyTask> tasks, int? atOnce = null)
    {
        var missing = tasks.Distinct().Where(task => !results.Value.Results.ContainsKey(task)).ToList();
        if (missing.Count == 0)
            return;
        var progress = new StageProgress(stage, missing.Count, reporter);
        pool.Run(missing, result => { results.Value.Add(result); progress.Step(); }, cancellation, atOnce);
    }
}
