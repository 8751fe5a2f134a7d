using LoraDsl.State;
using static System.FormattableString;

namespace LoraDsl.Schedules;

/// <summary>
/// Asks for more rank where the loss rests on a plateau, and for less where it oscillates. Whether it is a plateau is decided first,
/// by the variance alone: any flat curve goes up and down by turns a little.
/// </summary>
/// <param name="options">The settings; the defaults when left out.</param>
public sealed class LossSelector(LossScheduleOptions? options = null) : IStateful
{
    private readonly Queue<double> history = new();
    private int checksWithoutImprovement;
    private double variance;

    /// <summary>The settings.</summary>
    public LossScheduleOptions Options { get; } = options ?? new LossScheduleOptions();

    /// <summary>The course of the loss at the last check.</summary>
    public LossCourse Course { get; private set; }

    /// <summary>Takes note of a check. A plateau and an oscillation reset the patience: the change of rank needs time to take effect.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The course of the loss.</returns>
    /// <exception cref="ArgumentException">The loss is not finite.</exception>
    public LossCourse Observe(double loss)
    {
        if (!double.IsFinite(loss))
            throw new ArgumentException(Invariant($"A loss of {loss} has no course: leave it out."), nameof(loss));
        var improved = history.Count == 0 || loss < history.Min() - Options.Improvement;
        history.Enqueue(loss);
        while (history.Count > Options.History)
            history.Dequeue();
        checksWithoutImprovement = improved ? 0 : checksWithoutImprovement + 1;
        Course = improved ? LossCourse.Improving : CourseWithoutImprovement();
        if (Course is LossCourse.Plateau or LossCourse.Oscillating)
            checksWithoutImprovement = 0;
        return Course;
    }

    /// <summary>What the course asks of a rank.</summary>
    /// <param name="rank">The present rank.</param>
    public RankSelection Select(int rank) => Course switch
    {
        LossCourse.Plateau => new RankSelection(
            Math.Clamp((int)Math.Ceiling(rank * Options.Growth), Options.MinRank, Math.Max(rank, Options.MaxRank)),
            Invariant($"the loss rests on a plateau: no improvement in {Options.Patience} checks, variance {variance:g3}")),
        LossCourse.Oscillating => new RankSelection(
            Math.Clamp((int)Math.Floor(rank * Options.Reduction), Math.Min(rank, Options.MinRank), Options.MaxRank),
            Invariant($"the loss oscillates: no improvement in {Options.Patience} checks, variance {variance:g3}")),
        _ => new RankSelection(rank, $"the loss is {Course}"),
    };

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.WriteNumbers("history", history);
        state.WriteNumbers("variance", variance);
        state.Write("waited", checksWithoutImprovement);
        state.WriteText("course", Course.ToString());
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var losses = state.ReadNumbers("history");
        if (losses.Count > Options.History || !losses.All(double.IsFinite) || !Enum.TryParse<LossCourse>(state.ReadText("course"), out var course) || !Enum.IsDefined(course))
            throw new InvalidDataException($"The saved course '{state.ReadText("course")}' over {losses.Count} losses cannot be, of which there are at most {Options.History}: the state is damaged.");
        (variance, checksWithoutImprovement) = (state.ReadNumber("variance"), (int)state.ReadCount("waited"));
        Course = course;
        history.Clear();
        foreach (var loss in losses)
            history.Enqueue(loss);
    }

    private LossCourse CourseWithoutImprovement()
    {
        if (checksWithoutImprovement < Options.Patience)
            return LossCourse.Waiting;
        double[] recent = [.. history.TakeLast(Options.Patience)];
        var mean = recent.Average();
        variance = recent.Average(loss => (loss - mean) * (loss - mean));
        if (variance < Options.PlateauVariance)
            return LossCourse.Plateau;
        return variance > Options.OscillationVariance && Alternates(recent) ? LossCourse.Oscillating : LossCourse.Undecided;
    }

    /// <summary>Whether more than half of the changes have the opposite direction of the change before.</summary>
    private static bool Alternates(double[] losses)
    {
        var turns = 0;
        for (var index = 2; index < losses.Length; index++)
        {
            if ((losses[index] - losses[index - 1]) * (losses[index - 1] - losses[index - 2]) < 0)
                turns++;
        }

        return 2 * turns > losses.Length - 2;
    }
}
