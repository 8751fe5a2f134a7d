namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate goes up and down between two bounds, and the momentum down and up (Smith, 2015, arXiv 1506.01186).</summary>
                public class CyclicLR : LRScheduler
                {
                    private readonly double[] _highest;
                    private readonly double[] _leastMomenta;
                    private readonly double[] _greatestMomenta;
                    private readonly double _length;
                    private readonly double _up;
                    private readonly bool _perCycle;
                    private readonly bool _cyclesMomentum;
                    private readonly Func<double, double> _scale;

                    /// <summary>The schedule of an optimiser, with the same bounds for all groups.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="base_lr">The least rate.</param>
                    /// <param name="max_lr">The greatest rate.</param>
                    /// <param name="step_size_up">The number of steps on the way up.</param>
                    /// <param name="step_size_down">The number of steps on the way down; as many as up where it is negative.</param>
                    /// <param name="mode">How the height of a cycle changes; not looked at where there is a scale_fn.</param>
                    /// <param name="gamma">The base of <see cref="Mode.ExpRange"/>.</param>
                    /// <param name="scale_fn">The height of a cycle, or of an iteration.</param>
                    /// <param name="scale_mode">Which of them scale_fn is given.</param>
                    /// <param name="cycle_momentum">Whether the momentum moves too.</param>
                    /// <param name="base_momentum">The least momentum.</param>
                    /// <param name="max_momentum">The greatest momentum.</param>
                    /// <param name="last_epoch">The last step; -1 starts anew.</param>
                    /// <param name="verbose">Whether to print every change.</param>
                    /// <exception cref="ArgumentException">The optimiser has no momentum to move.</exception>
                    public CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, [base_lr], [max_lr], step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, [base_momentum], [max_momentum], last_epoch, verbose)
                    {
                    }

                    /// <summary>The schedule of an optimiser, with bounds for each group.</summary>
                    /// <inheritdoc cref="CyclicLR(Optimizer, double, double, int, int, Mode, double, Func{double, double}, ScaleMode, bool, double, double, int, bool)"/>
                    public CyclicLR(Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step_size_up);
                        ArgumentOutOfRangeException.ThrowIfZero(step_size_down);
                        if (cycle_momentum)
                            MomentumControl.Require(Groups);
                        BaseRates = PerGroup(base_lr, nameof(base_lr));
                        _highest = PerGroup(max_lr, nameof(max_lr));
                        _leastMomenta = PerGroup(base_momentum ?? [0.8], nameof(base_momentum));
                        _greatestMomenta = PerGroup(max_momentum ?? [0.9], nameof(max_momentum));
                        _length = step_size_up + (step_size_down < 0 ? step_size_up : step_size_down);
                        _up = step_size_up / _length;
                        (_cyclesMomentum, _perCycle) = (cycle_momentum, scale_fn is null ? mode != Mode.ExpRange : scale_mode == ScaleMode.Cycle);
                        _scale = scale_fn ?? (mode switch
                        {
                            Mode.Triangular => _ => 1,
                            Mode.Triangular2 => cycle => Math.Pow(2, 1 - cycle),
                            _ => iteration => Math.Pow(gamma, iteration),
                        });
                        step();
                    }

                    /// <summary>How the height of a cycle changes.</summary>
                    public enum Mode
                    {
                        /// <summary>It does not.</summary>
                        Triangular = 0,

                        /// <summary>Each is half as high as the one before.</summary>
                        Triangular2 = 1,

                        /// <summary>It falls with every iteration, by gamma.</summary>
                        ExpRange = 2,
                    }

                    /// <summary>What scale_fn is given.</summary>
                    public enum ScaleMode
                    {
                        /// <summary>The number of the cycle, from 1.</summary>
                        Cycle = 0,

                        /// <summary>The number of the iteration, from 0.</summary>
                        Iterations = 1,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var cycle = Math.Floor(1 + (LastEpoch / _length));
                        var within = 1 + (LastEpoch / _length) - cycle;
                        var height = within <= _up ? within / _up : (within - 1) / (_up - 1);
                        height *= _scale(_perCycle ? cycle : LastEpoch);
                        for (var i = 0; _cyclesMomentum && i < Groups.Count; i++)
                            MomentumControl.Set(Groups[i], _greatestMomenta[i] - ((_greatestMomenta[i] - _leastMomenta[i]) * height));
                        return BaseRates.Zip(_highest, (least, highest) => least + ((highest - least) * height));
                    }
                }
            }
        }
    }
}
