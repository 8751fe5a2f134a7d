using RankStudy.Methods;
using RankStudy.Models;
using RankStudy.Plans;
using RankStudy.Runs;
using Shared.Data;
using Shared.Reporting;
using static System.FormattableString;

namespace RankStudy.Reporting;

/// <summary>The tables of whatever results there are; a row appears when all of its runs are there.</summary>
/// <param name="plan">What was run.</param>
/// <param name="results">The results.</param>
internal sealed class StudyTables(StudyPlan plan, IReadOnlyDictionary<StudyTask, StudyResult> results)
{
    private readonly Sweep sweep = new(plan, results);

    /// <summary>Every table, set after set.</summary>
    public IEnumerable<StudyTable> All() => plan.Data.Select(data => data.Data).SelectMany(set => (StudyTable[])
        [Methods(set), new DyLoraTable(plan, results).Of(set), new TimeTable(plan, results).Of(set), Ranks(set), Sweeps(set)]);

    /// <summary>Ranks found before training, against even ones.</summary>
    private StudyTable Methods(DataSet set)
    {
        var entries = Entries(set).Select(entry => (entry.Name, entry.Subject, Runs: Runs(entry.Subject))).Where(entry => entry.Runs.Count > 0).ToList();
        var uniform = entries.FirstOrDefault(entry => entry.Name == RankMethod.Uniform).Runs;
        return new StudyTable(
            $"{set}: ranks at the budget of {StudyRanks.Budget}",
            ["method", "total rank", "parameters", "learning rate", "test accuracy, %", "against uniform", "test loss", "against uniform"],
            [.. entries.Select(entry => Row(entry.Name, entry.Subject, entry.Runs, uniform))]);
    }

    private IReadOnlyList<string> Row(string name, Subject subject, IReadOnlyList<StudyResult> runs, IReadOnlyList<StudyResult>? uniform)
    {
        var isReference = uniform is null || name == RankMethod.Uniform;
        return
        [
            name,
            Invariant($"{runs.Average(run => run.Ranks.Sum()):0.#}"),
            Invariant($"{runs.Average(run => run.Parameters):n0}"),
            Invariant($"{sweep.Choice(subject)}{(sweep.IsAtEnd(subject) ? " (end)" : "")}"),
            Summary.Of(Accuracies(runs)).Percent(),
            isReference ? "" : Summary.OfDifferences(Accuracies(runs), Accuracies(uniform!)).Percent(signed: true),
            Summary.Of(Losses(runs)).Plain(),
            isReference ? "" : Summary.OfDifferences(Losses(runs), Losses(uniform!)).Plain(signed: true),
        ];
    }

    private StudyTable Ranks(DataSet set) => new(
        $"{set}: the ranks that the methods gave",
        ["method", "ranks by layer, block after block"],
        [.. RankMethod.All.Where(method => results.ContainsKey(method.Task(set))).Select(method =>
        {
            var result = results[method.Task(set)];
            var byPath = result.Paths.Zip(result.Ranks).ToDictionary(entry => entry.First, entry => entry.Second);
            return (IReadOnlyList<string>)[method.Name, RankText.Of(byPath)];
        })],
        IsText: true);

    private StudyTable Sweeps(DataSet set) => new(
        $"{set}: validation accuracy in the sweep, %",
        ["method", .. StudyPlan.LearningRates.Select(rate => Invariant($"{rate}"))],
        [.. Entries(set).Select(entry => (entry.Name, Accuracies: sweep.Accuracies(entry.Subject))).Where(entry => entry.Accuracies.Count > 0)
            .Select(entry => (IReadOnlyList<string>)
            [
                entry.Name,
                .. StudyPlan.LearningRates.Select(rate => entry.Accuracies.TryGetValue(rate, out var accuracy) ? Invariant($"{100 * accuracy:0.0}") : ""),
            ])]);

    private IEnumerable<(string Name, Subject Subject)> Entries(DataSet set)
    {
        foreach (var method in RankMethod.All)
        {
            if (results.TryGetValue(method.Task(set), out var given))
                yield return (method.Name, new Subject(set, StudyModel.Lora, Subject.Text(given.Ranks)));
        }

        foreach (var model in StudyModel.AllScheduled.Prepend(StudyModel.AdaLora))
            yield return (model, new Subject(set, model));
    }

    private IReadOnlyList<StudyResult> Runs(Subject subject) => FinishedRuns.Of(subject, plan, sweep, results);

    private static double[] Accuracies(IReadOnlyList<StudyResult> runs) => [.. runs.Select(run => run.Test!.Accuracy)];

    private static double[] Losses(IReadOnlyList<StudyResult> runs) => [.. runs.Select(run => run.Test!.Loss)];
}
