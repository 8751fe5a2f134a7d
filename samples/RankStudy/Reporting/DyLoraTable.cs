using RankStudy.Models;
using RankStudy.Plans;
using RankStudy.Runs;
using Shared.Data;
using static System.FormattableString;

namespace RankStudy.Reporting;

/// <summary>One training for every rank against a training for each, and against the greatest one cut.</summary>
/// <param name="plan">What was run.</param>
/// <param name="results">The results.</param>
internal sealed class DyLoraTable(StudyPlan plan, IReadOnlyDictionary<StudyTask, StudyResult> results)
{
    private readonly Sweep sweep = new(plan, results);

    /// <summary>Test accuracy by rank.</summary>
    public StudyTable Of(DataSet set)
    {
        var ways = StudyModel.AllDyLora.Concat(CutRanks.Ways).ToList();
        return new StudyTable(
            $"{set}: test accuracy at each rank, %",
            ["rank", "LoRA of that rank", .. StudyModel.AllDyLora, .. CutRanks.Ways.Select(way => $"LoRA of rank {StudyRanks.Greatest}, {way}")],
            [
                .. StudyRanks.All.Select(rank => (IReadOnlyList<string>)
                    [Invariant($"{rank}"), Text(Alone(set, rank)), .. ways.Select(way => Text(AtRank(set, way, rank)))]),
                (IReadOnlyList<string>)["mean", Text(Mean(rank => Alone(set, rank))), .. ways.Select(way => Text(Mean(rank => AtRank(set, way, rank))))],
                (IReadOnlyList<string>)["learning rate", "each its own", .. ways.Select(way => Invariant($"{sweep.Choice(SubjectOf(set, way))}"))],
            ]);
    }

    private static string Text(double[] accuracies) => accuracies.Length == 0 ? "" : Summary.Of(accuracies).Percent();

    // Seed by seed, so that the standard error is that of the mean over ranks.
    private static double[] Mean(Func<int, double[]> accuracies)
    {
        var byRank = StudyRanks.All.Select(accuracies).ToList();
        return byRank.Any(values => values.Length == 0) ? [] : [.. byRank[0].Select((_, seed) => byRank.Average(values => values[seed]))];
    }

    private double[] Alone(DataSet set, int rank) =>
        [.. FinishedRuns.Of(AtRank(set, rank), plan, sweep, results).Select(run => run.Test!.Accuracy)];

    private double[] AtRank(DataSet set, string way, int rank)
    {
        if (rank == StudyRanks.Greatest && CutRanks.Ways.Contains(way))
            return Alone(set, rank);
        return [.. FinishedRuns.Of(SubjectOf(set, way), plan, sweep, results)
            .Select(run => run.ByRank.Single(score => score.Way == way && score.Rank == rank).Test.Accuracy)];
    }

    private Subject SubjectOf(DataSet set, string way) =>
        StudyModel.AllDyLora.Contains(way) ? new Subject(set, way) : AtRank(set, StudyRanks.Greatest);

    private Subject AtRank(DataSet set, int rank) => Subject.AtRank(set, plan.Data.Single(data => data.Data == set).Adapters, rank);
}
