namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of learning rates.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>The base of schedules of learning rates; one step an epoch.</summary>
            public abstract class LRScheduler
            {
                /// <summary>The number of steps, the one at construction included.</summary>
                protected int _step_count;

                private readonly bool _verbose;

                /// <summary>A schedule without an optimiser.</summary>
                protected LRScheduler()
                {
                }

                /// <summary>A schedule of an optimiser's rates. The derived constructor ends with a call of <see cref="step()"/>.</summary>
                /// <param name="optimizer">The optimiser.</param>
                /// <param name="last_epoch">The last epoch; -1 starts anew from the groups' initial rates.</param>
                /// <param name="verbose">Whether to print every change.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    Groups = [.. optimizer.ParamGroups];
                    BaseRates = [.. Groups.Select(group => group.InitialLearningRate)];
                    LastEpoch = last_epoch;
                    _verbose = verbose;
                }

                internal IReadOnlyList<ILearningRateController> Groups { get; private protected init; } = [];

                internal IReadOnlyList<double> BaseRates { get; private protected set; } = [];

                internal int LastEpoch { get; set; }

                /// <summary>The rates of the groups now.</summary>
                public IEnumerable<double> get_last_lr() => Groups.Select(group => group.LearningRate);

                /// <summary>Goes on to the next epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes on to an epoch, or to the next one where it is null.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    LastEpoch = epoch ?? LastEpoch + 1;
                    var rates = (epoch is null ? get_lr() : get_closed_form_lr()).ToArray();
                    for (var i = 0; i < rates.Length; i++)
                    {
                        if (_verbose && Groups[i].LearningRate != rates[i])
                            Console.WriteLine(FormattableString.Invariant($"Epoch {LastEpoch}: the learning rate of group {i} is {rates[i]:g4}."));
                        Groups[i].LearningRate = rates[i];
                    }
                }

                /// <summary>Goes on to an epoch; schedules that follow a measurement look at it, the others do not.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>A number for each group, from such or from one for all.</summary>
                private protected double[] PerGroup(IEnumerable<double> values, string name)
                {
                    double[] given = [.. values];
                    if (given.Length != 1 && given.Length != Groups.Count)
                        throw new ArgumentException($"{name} has {given.Length} numbers for {Groups.Count} groups of parameters.", name);
                    return given.Length == Groups.Count ? given : [.. Groups.Select(_ => given[0])];
                }

                /// <summary>The rates of this epoch, from those of the last one.</summary>
                protected virtual IEnumerable<double> get_lr() => get_last_lr();

                /// <summary>The rates of this epoch, from those of the start.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();
            }
        }
    }
}
