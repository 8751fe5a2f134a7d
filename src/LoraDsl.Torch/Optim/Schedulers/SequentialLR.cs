namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One schedule after another, each from an epoch on.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;

                    /// <summary>A sequence of schedules of an optimiser.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="schedulers">The schedules, new ones.</param>
                    /// <param name="milestones">The epochs at which the second and the further ones begin.</param>
                    /// <param name="last_epoch">The last epoch; -1 starts anew.</param>
                    /// <exception cref="ArgumentException">The schedules are not one more than the milestones, or are another optimiser's.</exception>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1)
                    {
                        _schedulers = [.. schedulers];
                        _milestones = [.. milestones];
                        if (_schedulers.Length != _milestones.Length + 1)
                            throw new ArgumentException($"{_schedulers.Length} schedules need {_schedulers.Length - 1} milestones, not {_milestones.Length}.", nameof(milestones));
                        if (Array.Exists(_schedulers, scheduler => !scheduler.Groups.SequenceEqual(Groups)))
                            throw new ArgumentException("A schedule is another optimizer's.", nameof(schedulers));

                        // Each schedule made its first step when it was constructed: those steps are taken back, but for the first one's.
                        foreach (var group in Groups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (var scheduler in _schedulers)
                            scheduler.LastEpoch--;
                        _schedulers[0].step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var begun = _milestones.Count(milestone => milestone <= LastEpoch);
                        if (begun > 0 && _milestones[begun - 1] == LastEpoch)
                            _schedulers[begun].step(0);
                        else
                            _schedulers[begun].step();
                        return get_last_lr();
                    }
                }
            }
        }
    }
}
