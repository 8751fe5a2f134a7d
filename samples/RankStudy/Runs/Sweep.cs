using RankStudy.Plans;

namespace RankStudy.Runs;

/// <summary>
/// Chooses a learning rate for each subject by the validation images, on seeds of its own. Every sweep begins with the same rates
/// and goes on beyond the last one as long as that is the best.
/// </summary>
/// <param name="plan">Seeds and rates.</param>
/// <param name="results">What was run so far.</param>
internal sealed class Sweep(StudyPlan plan, IReadOnlyDictionary<StudyTask, StudyResult> results)
{
    /// <summary>The trainings that the next choice needs and that were not run yet; none when the choice is made.</summary>
    public IReadOnlyList<StudyTask> Missing(Subject subject) =>
        [.. Positions(subject).SelectMany(position => Tasks(subject, position)).Where(task => !results.ContainsKey(task))];

    /// <summary>The chosen learning rate, or <see langword="null"/> while trainings are missing.</summary>
    public double? Choice(Subject subject) =>
        Missing(subject).Count == 0 ? StudyPlan.LearningRates[Best(subject, Positions(subject))] : null;

    /// <summary>Whether the chosen rate is the least or the greatest that a sweep may try.</summary>
    public bool IsAtEnd(Subject subject) =>
        Choice(subject) is { } rate && (rate == StudyPlan.LearningRates[0] || rate == StudyPlan.LearningRates[^1]);

    /// <summary>Mean validation accuracy at each learning rate that was tried with all seeds.</summary>
    public IReadOnlyDictionary<double, double> Accuracies(Subject subject) => Positions(subject)
        .Where(position => IsComplete(subject, position))
        .ToDictionary(position => StudyPlan.LearningRates[position], position => Quality(subject, position).Accuracy);

    private SortedSet<int> Positions(Subject subject)
    {
        var positions = new SortedSet<int>(StudyPlan.FirstLearningRates);
        while (positions.All(position => IsComplete(subject, position)))
        {
            var best = Best(subject, positions);
            var next = best == positions.Min ? best - 1 : best == positions.Max ? best + 1 : -1;
            if (next < 0 || next >= StudyPlan.LearningRates.Count)
                break;
            positions.Add(next);
        }

        return positions;
    }

    private int Best(Subject subject, SortedSet<int> positions) =>
        positions.OrderByDescending(position => Quality(subject, position)).First();

    private bool IsComplete(Subject subject, int position) => Tasks(subject, position).All(results.ContainsKey);

    // A loss that is not a number, of a training that went astray, is the worst there is.
    private (double Accuracy, double NegativeLoss) Quality(Subject subject, int position)
    {
        var scores = Tasks(subject, position).Select(task => results[task].Validation!).ToList();
        return (scores.Average(score => score.Accuracy), -scores.Average(score => score.Loss));
    }

    private IEnumerable<StudyTask> Tasks(Subject subject, int position) =>
        plan.SweepSeeds.Select(seed => subject.Training(StudyPlan.LearningRates[position], seed));
}
