namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate falls to zero along a power of the epochs that are left.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int _length;
                    private readonly double _power;

                    /// <summary>The schedule of an optimiser.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="total_iters">The number of epochs.</param>
                    /// <param name="power">The power.</param>
                    /// <param name="last_epoch">The last epoch; -1 starts anew.</param>
                    /// <param name="verbose">Whether to print every change.</param>
                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_length, _power) = (total_iters, power);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => LastEpoch == 0 || LastEpoch > _length ? get_last_lr() : get_last_lr().Select(rate => rate * Left(LastEpoch) / Left(LastEpoch - 1));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(rate => rate * Left(LastEpoch));

                    private double Left(int epoch) => Math.Pow(1 - (Math.Min(epoch, _length) / (double)_length), _power);
                }
            }
        }
    }
}
