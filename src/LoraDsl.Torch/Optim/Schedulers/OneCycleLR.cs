namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate goes up once and then far down, and the momentum down and up (Smith and Topin, 2017, arXiv 1708.07120).</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly (double End, double[] Rates, double[] Momenta)[] _corners;
                    private readonly bool _straight;
                    private readonly bool _cyclesMomentum;
                    private readonly int _steps;

                    /// <summary>The schedule of an optimiser, with the same bounds for all groups.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="max_lr">The greatest rate.</param>
                    /// <param name="total_steps">The number of steps; -1 where epochs and steps_per_epoch say it.</param>
                    /// <param name="epochs">The number of epochs.</param>
                    /// <param name="steps_per_epoch">The number of steps of an epoch.</param>
                    /// <param name="pct_start">The part of the steps on the way up.</param>
                    /// <param name="anneal_strategy">The form of the way.</param>
                    /// <param name="cycle_momentum">Whether the momentum moves too.</param>
                    /// <param name="base_momentum">The least momentum.</param>
                    /// <param name="max_momentum">The greatest momentum.</param>
                    /// <param name="div_factor">The greatest rate over the first one.</param>
                    /// <param name="final_div_factor">The first rate over the last one.</param>
                    /// <param name="three_phase">Whether to come down to the first rate as fast as it went up, and then on to the last one.</param>
                    /// <param name="last_epoch">The last step; -1 starts anew.</param>
                    /// <param name="verbose">Whether to print every change.</param>
                    /// <exception cref="ArgumentException">The number of steps is unknown, a number is outside of its range, or the optimiser has no momentum to move.</exception>
                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, [max_lr], total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, [base_momentum], [max_momentum], div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <summary>The schedule of an optimiser, with bounds for each group.</summary>
                    /// <inheritdoc cref="OneCycleLR(Optimizer, double, int, int, int, double, AnnealStrategy, bool, double, double, double, double, bool, int, bool)"/>
                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (total_steps <= 0 && (epochs <= 0 || steps_per_epoch <= 0))
                            throw new ArgumentException("The number of steps is unknown: pass total_steps, or epochs and steps_per_epoch.", nameof(total_steps));
                        if (pct_start is < 0 or > 1)
                            throw new ArgumentException(FormattableString.Invariant($"pct_start is {pct_start}, but must be between 0 and 1."), nameof(pct_start));
                        if (cycle_momentum)
                            MomentumControl.Require(Groups);
                        _steps = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        (_straight, _cyclesMomentum) = (anneal_strategy == AnnealStrategy.Linear, cycle_momentum);

                        var highest = PerGroup(max_lr, nameof(max_lr));
                        double[] first = [.. highest.Select(rate => rate / div_factor)], last = [.. first.Select(rate => rate / final_div_factor)];
                        var least = PerGroup(base_momentum ?? [0.85], nameof(base_momentum));
                        var greatest = PerGroup(max_momentum ?? [0.95], nameof(max_momentum));
                        var top = (pct_start * _steps) - 1;
                        _corners = three_phase
                            ? [(0, first, greatest), (top, highest, least), ((2 * pct_start * _steps) - 2, first, greatest), (_steps - 1, last, greatest)]
                            : [(0, first, greatest), (top, highest, least), (_steps - 1, last, greatest)];
                        if (last_epoch == -1)
                        {
                            for (var i = 0; i < Groups.Count; i++)
                                Groups[i].InitialLearningRate = first[i];
                        }
                        step();
                    }

                    /// <summary>The form of the way from one bound to another.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos = 0,

                        /// <summary>A straight line.</summary>
                        Linear = 1,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch > _steps)
                            throw new InvalidOperationException($"The schedule is over: it was made for {_steps} steps, and this is step {LastEpoch + 1}.");
                        var next = 1;
                        while (next < _corners.Length - 1 && LastEpoch > _corners[next].End)
                            next++;
                        var (from, to) = (_corners[next - 1], _corners[next]);
                        var way = (LastEpoch - from.End) / (to.End - from.End);
                        for (var i = 0; _cyclesMomentum && i < Groups.Count; i++)
                            MomentumControl.Set(Groups[i], Between(from.Momenta[i], to.Momenta[i], way));
                        return from.Rates.Zip(to.Rates, (start, end) => Between(start, end, way));
                    }

                    private double Between(double start, double end, double way) =>
                        _straight ? start + ((end - start) * way) : end + ((start - end) * (1 + Math.Cos(Math.PI * way)) / 2);
                }
            }
        }
    }
}
