namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate goes in a straight line from one multiple of the first one to another.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _length;

                    /// <summary>The schedule of an optimiser.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="start_factor">The multiple at the start, above 0 and at most 1.</param>
                    /// <param name="end_factor">The multiple at the end, between 0 and 1.</param>
                    /// <param name="total_iters">The number of epochs between them.</param>
                    /// <param name="last_epoch">The last epoch; -1 starts anew.</param>
                    /// <param name="verbose">Whether to print every change.</param>
                    /// <exception cref="ArgumentException">A multiple is outside of its range.</exception>
                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (start_factor is <= 0 or > 1)
                            throw new ArgumentException("start_factor must be above 0 and at most 1.", nameof(start_factor));
                        if (end_factor is < 0 or > 1)
                            throw new ArgumentException("end_factor must be between 0 and 1.", nameof(end_factor));
                        (_start, _end, _length) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch > _length)
                            return get_last_lr();
                        var factor = LastEpoch == 0 ? _start : Factor(LastEpoch) / Factor(LastEpoch - 1);
                        return get_last_lr().Select(rate => rate * factor);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(rate => rate * Factor(LastEpoch));

                    private double Factor(int epoch) => _start + ((_end - _start) * Math.Min(epoch, _length) / _length);
                }
            }
        }
    }
}
