namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate is the last one times a function of the epoch.</summary>
                public class MultiplicativeLR : LRScheduler
                {
                    private readonly Func<int, double>[] _factors;

                    /// <summary>The schedule of an optimiser, one function for all groups.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="lr_lambda">The factor of an epoch.</param>
                    /// <param name="last_epoch">The last epoch; -1 starts anew.</param>
                    /// <param name="verbose">Whether to print every change.</param>
                    public MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => lr_lambda), last_epoch, verbose)
                    {
                    }

                    /// <summary>The schedule of an optimiser, a function for each group.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="lr_lambdas">The factors of an epoch.</param>
                    /// <param name="last_epoch">The last epoch; -1 starts anew.</param>
                    /// <param name="verbose">Whether to print every change.</param>
                    public MultiplicativeLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _factors = [.. lr_lambdas];
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        LastEpoch == 0 ? get_last_lr() : get_last_lr().Zip(_factors, (rate, factor) => rate * factor(LastEpoch));
                }
            }
        }
    }
}
