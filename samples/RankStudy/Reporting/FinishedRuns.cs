using RankStudy.Plans;
using RankStudy.Runs;

namespace RankStudy.Reporting;

/// <summary>The runs that are reported.</summary>
internal static class FinishedRuns
{
    /// <summary>The runs of a subject at its chosen learning rate, seed after seed; none while one is missing.</summary>
    public static IReadOnlyList<StudyResult> Of(
        Subject subject, StudyPlan plan, Sweep sweep, IReadOnlyDictionary<StudyTask, StudyResult> results)
    {
        if (sweep.Choice(subject) is not { } rate)
            return [];
        var tasks = plan.Seeds.Select(seed => subject.Training(rate, seed)).ToList();
        return tasks.All(results.ContainsKey) ? [.. tasks.Select(task => results[task])] : [];
    }
}
