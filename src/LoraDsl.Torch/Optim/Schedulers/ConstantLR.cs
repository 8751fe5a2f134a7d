namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate is a multiple of the first one until an epoch, and the first one from then on.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _length;

                    /// <summary>The schedule of an optimiser.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="factor">The multiple, between 0 and 1.</param>
                    /// <param name="total_iters">The epoch.</param>
                    /// <param name="last_epoch">The last epoch; -1 starts anew.</param>
                    /// <param name="verbose">Whether to print every change.</param>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (factor is < 0 or > 1)
                            throw new ArgumentException("factor must be between 0 and 1.", nameof(factor));
                        (_factor, _length) = (factor, total_iters);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => LastEpoch == 0 ? get_last_lr().Select(rate => rate * _factor) : LastEpoch == _length ? get_last_lr().Select(rate => rate / _factor) : get_last_lr();

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(rate => LastEpoch >= _length ? rate : rate * _factor);
                }
            }
        }
    }
}
