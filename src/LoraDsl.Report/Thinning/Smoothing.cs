namespace LoraDsl.Reports.Html.Thinning;

/// <summary>A running mean that weighs later steps more, so that the course of a noisy series can be seen.</summary>
internal static class Smoothing
{
    /// <summary>The span for a run: a fortieth of its steps, at least 5 and at most 250.</summary>
    public static int Span(int steps) => Math.Clamp(steps / 40, 5, 250);

    /// <summary>
    /// The exponential mean m_t = Σ w^(t−i)·x_i / Σ w^(t−i) with w = 1 − 2/(span + 1); it has no bias towards 0 at the beginning. Values that
    /// are infinite or no number are passed over.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="span">The steps in which most of the weight lies.</param>
    /// <returns>A value for each step; not a number before the first value that is one.</returns>
    public static double[] Of(IReadOnlyList<double> values, int span)
    {
        var decay = 1 - (2.0 / (span + 1));
        var smooth = new double[values.Count];
        var (sum, weight) = (0.0, 0.0);
        for (var step = 0; step < smooth.Length; step++)
        {
            if (double.IsFinite(values[step]))
                (sum, weight) = ((decay * sum) + values[step], (decay * weight) + 1);
            smooth[step] = weight > 0 ? sum / weight : double.NaN;
        }

        return smooth;
    }
}
