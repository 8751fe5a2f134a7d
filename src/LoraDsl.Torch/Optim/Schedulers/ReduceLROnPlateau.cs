namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate falls by a factor whenever a measurement has not become better for some epochs.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _least;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly int _cooldown;
                    private readonly double[] _floors;
                    private readonly double _epsilon;
                    private readonly bool _verbose;
                    private double _best;
                    private int _idle;
                    private int _resting;

                    /// <summary>The schedule of an optimiser.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="mode">"min" where less is better, "max" where more is.</param>
                    /// <param name="factor">The factor, below 1.</param>
                    /// <param name="patience">The number of epochs without a gain that are let pass.</param>
                    /// <param name="threshold">The least gain that counts.</param>
                    /// <param name="threshold_mode">"rel": it is a part of the best measurement; "abs": it is a difference.</param>
                    /// <param name="cooldown">The number of epochs after a reduction in which nothing is counted.</param>
                    /// <param name="min_lr">The least rate of each group, or of all of them; 0 where it is null.</param>
                    /// <param name="eps">The least change of a rate that is made.</param>
                    /// <param name="verbose">Whether to print every change.</param>
                    /// <exception cref="ArgumentException">A mode is unknown, the factor is not below 1, or the least rates are not as many as the groups.</exception>
                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer)
                    {
                        if (mode is not ("min" or "max"))
                            throw new ArgumentException($"mode is '{mode}', but must be 'min' or 'max'.", nameof(mode));
                        if (threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"threshold_mode is '{threshold_mode}', but must be 'rel' or 'abs'.", nameof(threshold_mode));
                        if (factor >= 1)
                            throw new ArgumentException(FormattableString.Invariant($"factor is {factor}, but must be below 1."), nameof(factor));
                        _floors = PerGroup(min_lr ?? [0.0], nameof(min_lr));
                        (_least, _relative) = (mode == "min", threshold_mode == "rel");
                        (_factor, _patience, _threshold, _cooldown, _epsilon, _verbose) = (factor, patience, threshold, cooldown, eps, verbose);
                        _best = _least ? double.PositiveInfinity : double.NegativeInfinity;
                        LastEpoch = 0;
                    }

                    /// <summary>Not for this schedule.</summary>
                    /// <exception cref="InvalidOperationException">Always: it needs a measurement.</exception>
                    public override void step() => throw NeedsMeasurement();

                    /// <summary>Not for this schedule.</summary>
                    /// <exception cref="InvalidOperationException">Always: it needs a measurement.</exception>
                    public override void step(int? epoch) => throw NeedsMeasurement();

                    /// <summary>Goes on to an epoch, or to the next one where it is null, with what was measured in it.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        LastEpoch = epoch ?? LastEpoch + 1;
                        var gained = IsBetter(current);
                        if (gained)
                            _best = current;
                        _idle = gained ? 0 : _idle + 1;
                        if (_resting > 0)
                        {
                            _resting--;
                            _idle = 0;
                        }
                        if (_idle <= _patience)
                            return;
                        Reduce();
                        (_resting, _idle) = (_cooldown, 0);
                    }

                    private bool IsBetter(double current)
                    {
                        var gain = _least ? -_threshold : _threshold;
                        var bound = _relative ? _best * (1 + gain) : _best + gain;
                        return _least ? current < bound : current > bound;
                    }

                    private void Reduce()
                    {
                        for (var i = 0; i < Groups.Count; i++)
                        {
                            var rate = Math.Max(Groups[i].LearningRate * _factor, _floors[i]);
                            if (Groups[i].LearningRate - rate <= _epsilon)
                                continue;
                            Groups[i].LearningRate = rate;
                            if (_verbose)
                                Console.WriteLine(FormattableString.Invariant($"Epoch {LastEpoch}: the learning rate of group {i} is {rate:g4}."));
                        }
                    }

                    private static InvalidOperationException NeedsMeasurement() =>
                        new("ReduceLROnPlateau follows a measurement: call step(double, int?).");
                }
            }
        }
    }
}
