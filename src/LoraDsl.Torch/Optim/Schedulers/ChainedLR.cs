namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Several schedules at once: each changes the rates that the one before leaves.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;

                    /// <summary>A chain of schedules of one optimiser.</summary>
                    /// <exception cref="ArgumentException">There is none.</exception>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        _schedulers = [.. schedulers];
                        if (_schedulers.Length == 0)
                            throw new ArgumentException("A chain needs a schedule at least.", nameof(schedulers));
                        Groups = _schedulers[^1].Groups;
                    }

                    /// <summary>Goes on to the next epoch of every schedule.</summary>
                    public override void step()
                    {
                        foreach (var scheduler in _schedulers)
                            scheduler.step();
                    }
                }
            }
        }
    }
}
