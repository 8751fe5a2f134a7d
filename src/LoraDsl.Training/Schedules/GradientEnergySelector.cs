using LoraDsl.Ranks;
using LoraDsl.State;
using static System.FormattableString;

namespace LoraDsl.Schedules;

/// <summary>
/// Asks for the rank that holds the energy of the weight's gradient ∂L/∂W: a little more while the gradient grows, a little less
/// otherwise. The gradients of A and B would not do: they never have more than the present rank, so that nothing would ever grow.
/// </summary>
/// <param name="options">The settings; the defaults when left out.</param>
public sealed class GradientEnergySelector(GradientEnergyOptions? options = null) : IStateful
{
    private double? lastNorm;

    /// <summary>The settings.</summary>
    public GradientEnergyOptions Options { get; } = options ?? new GradientEnergyOptions();

    /// <summary>Decides at the end of a window. The first window only says how great the gradient was.</summary>
    /// <param name="rank">The present rank.</param>
    /// <param name="singularValues">Singular values of the window's gradient, in any order, as <see cref="GradientSketch"/> gives them.</param>
    /// <exception cref="ArgumentException">A value is negative or not finite.</exception>
    public RankSelection Select(int rank, IReadOnlyList<double> singularValues)
    {
        EffectiveRank.RequireSingularValues(singularValues);
        var norm = EffectiveRank.Norm(singularValues);
        var last = lastNorm;
        lastNorm = norm;
        if (last is null)
            return new RankSelection(rank, "the first window has no other to be compared with");
        if (norm == 0)
        {
            return last == 0
                ? new RankSelection(Options.MinRank, "there was no gradient in two windows: the layer has nothing to learn")
                : new RankSelection(rank, "there was no gradient in this window");
        }

        var needed = EffectiveRank.Of(singularValues, Options.Energy);
        var change = last > 0 ? (norm - last.Value) / last.Value : double.PositiveInfinity;
        var grows = change > Options.NormTrend;
        var wanted = grows
            ? Math.Min(needed + Options.Margin, Options.MaxRank)
            : Math.Clamp(needed - Options.Saving, Options.MinRank, Options.MaxRank);
        return new RankSelection(
            wanted,
            Invariant($"{Options.Energy:p0} of the gradient's energy is in {needed} components, and its norm changed by {change:p0}"));
    }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.WriteNumbers("last_norm", lastNorm is { } norm ? [norm] : []);
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        lastNorm = state.ReadNumbers("last_norm") switch
        {
            [] => null,
            [var norm] when double.IsFinite(norm) && norm >= 0 => norm,
            _ => throw new InvalidDataException("The saved norm of the last window's gradient is no norm: the state is damaged."),
        };
    }
}
