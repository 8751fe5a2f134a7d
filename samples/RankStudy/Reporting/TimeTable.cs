using RankStudy.Models;
using RankStudy.Plans;
using RankStudy.Runs;
using Shared.Data;
using static System.FormattableString;

namespace RankStudy.Reporting;

/// <summary>How much longer a training for each rank takes than one training of DyLoRA.</summary>
/// <param name="plan">What was run.</param>
/// <param name="results">The results.</param>
internal sealed class TimeTable(StudyPlan plan, IReadOnlyDictionary<StudyTask, StudyResult> results)
{
    /// <summary>Ratios of the same round: median, least and greatest.</summary>
    public StudyTable Of(DataSet set)
    {
        var rounds = Enumerable.Range(1, plan.TimeRounds).Select(round => Study.TimeTask(set, round))
            .Where(results.ContainsKey).Select(task => results[task].Times).ToList();
        return new StudyTable(
            $"{set}: wall time of a LoRA training for each of the ranks {StudyRanks.Least} to {StudyRanks.Greatest}, over that of one DyLoRA training",
            ["model", "rounds", "median ratio", "least", "greatest"],
            [.. TimeRun.Models.Where(_ => rounds.Count > 0).Select(model => Row(model, rounds))]);
    }

    private static IReadOnlyList<string> Row(string model, List<IReadOnlyDictionary<string, double>> rounds)
    {
        double[] ratios = [.. rounds.Select(times => StudyRanks.All.Sum(rank => times[TimeRun.LoraAt(rank)]) / times[model]).Order()];
        var median = (ratios[(ratios.Length - 1) / 2] + ratios[ratios.Length / 2]) / 2;
        return [model, Invariant($"{ratios.Length}"), Invariant($"{median:0.00}"), Invariant($"{ratios[0]:0.00}"), Invariant($"{ratios[^1]:0.00}")];
    }
}
