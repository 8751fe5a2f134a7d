namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate follows half a cosine down to a least rate, and back up (Loshchilov and Hutter, 2016, arXiv 1608.03983).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _half;
                    private readonly double _least;

                    /// <summary>The schedule of an optimiser.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="T_max">The number of epochs on the way down.</param>
                    /// <param name="eta_min">The least rate.</param>
                    /// <param name="last_epoch">The last epoch; -1 starts anew.</param>
                    /// <param name="verbose">Whether to print every change.</param>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(T_max);
                        (_half, _least) = (T_max, eta_min);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch == 0)
                            return get_last_lr();
                        // From the last rate, so that the schedule can be combined with others; where the last cosine was -1, the
                        // quotient has no value, and the way up starts with the whole formula.
                        if ((LastEpoch - 1 - _half) % (2 * _half) == 0)
                            return Groups.Zip(BaseRates, (group, rate) => group.LearningRate + ((rate - _least) * (1 - Math.Cos(Math.PI / _half)) / 2));
                        var factor = Risen(LastEpoch) / Risen(LastEpoch - 1);
                        return get_last_lr().Select(rate => _least + (factor * (rate - _least)));
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => _least + ((rate - _least) * Risen(LastEpoch) / 2));

                    private double Risen(int epoch) => 1 + Math.Cos(Math.PI * epoch / _half);
                }
            }
        }
    }
}
