using LoraDsl.Ranks;
using LoraDsl.State;
using static System.FormattableString;

namespace LoraDsl.Schedules;

/// <summary>
/// Follows the effective rank of the weight's gradient ∂L/∂W in small steps, and only while training is steady: consistency is
/// 1/(1 + std‖∂L/∂A‖ + std‖∂L/∂B‖) over the last steps.
/// </summary>
/// <param name="options">The settings; the defaults when left out.</param>
public sealed class GradientSubspaceSelector(GradientSubspaceOptions? options = null) : IStateful
{
    private readonly Queue<(double A, double B)> norms = new();

    /// <summary>The settings.</summary>
    public GradientSubspaceOptions Options { get; } = options ?? new GradientSubspaceOptions();

    /// <summary>Consistency of the last steps, in (0, 1]; 0 before there were enough.</summary>
    public double Consistency =>
        norms.Count < Options.ConsistencySteps ? 0 : 1 / (1 + Deviation(norm => norm.A) + Deviation(norm => norm.B));

    /// <summary>Takes note of a step.</summary>
    /// <param name="normA">‖∂L/∂A‖.</param>
    /// <param name="normB">‖∂L/∂B‖.</param>
    /// <exception cref="ArgumentException">A norm is not finite.</exception>
    public void Observe(double normA, double normB)
    {
        if (!double.IsFinite(normA) || !double.IsFinite(normB))
            throw new ArgumentException(Invariant($"Gradients of the norms {normA} and {normB} say nothing of their consistency: leave them out."));
        norms.Enqueue((normA, normB));
        while (norms.Count > Options.ConsistencySteps)
            norms.Dequeue();
    }

    /// <summary>Decides at the end of a window.</summary>
    /// <param name="rank">The present rank.</param>
    /// <param name="singularValues">Singular values of the window's gradient, in any order, as <see cref="GradientSketch"/> gives them.</param>
    /// <exception cref="ArgumentException">A value is negative or not finite.</exception>
    public RankSelection Select(int rank, IReadOnlyList<double> singularValues)
    {
        EffectiveRank.RequireSingularValues(singularValues);
        var effective = EffectiveRank.Of(singularValues, Options.Energy);
        if (effective == 0)
            return new RankSelection(rank, "there was no gradient in the window");

        var consistency = Consistency;
        var wanted = rank;
        if (effective > Options.GrowthRatio * rank && consistency > Options.GrowthConsistency)
            wanted = Math.Min(effective, rank + Options.GrowthLimit);
        else if (effective < Options.ReductionRatio * rank && consistency > Options.ReductionConsistency)
            wanted = Math.Max(effective, rank - Options.ReductionLimit);
        if (Math.Abs(wanted - rank) <= Options.LeastChange * rank)
            wanted = rank;
        return new RankSelection(
            wanted,
            Invariant($"the gradient's effective rank is {EffectiveRank.Of(singularValues, Options.ReportedEnergy)} at {Options.ReportedEnergy:p0} of its energy and {effective} at {Options.Energy:p0}, consistency {consistency:f2}"));
    }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.WriteNumbers("norms_a", norms.Select(norm => norm.A));
        state.WriteNumbers("norms_b", norms.Select(norm => norm.B));
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (a, b) = (state.ReadNumbers("norms_a"), state.ReadNumbers("norms_b"));
        if (a.Count != b.Count || a.Count > Options.ConsistencySteps || !a.Concat(b).All(double.IsFinite))
            throw new InvalidDataException($"There are {a.Count} and {b.Count} saved norms of gradients, which have to be the same, finite, and at most {Options.ConsistencySteps}: the state is damaged.");
        norms.Clear();
        foreach (var pair in a.Zip(b))
            norms.Enqueue(pair);
    }

    private double Deviation(Func<(double A, double B), double> norm)
    {
        var mean = norms.Average(norm);
        return Math.Sqrt(norms.Average(entry => (norm(entry) - mean) * (norm(entry) - mean)));
    }
}
