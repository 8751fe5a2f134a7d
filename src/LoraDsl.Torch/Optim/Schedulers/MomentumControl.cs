namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The momentum of a group, or, where it has two decay rates instead, the first of them.</summary>
            internal static class MomentumControl
            {
                /// <summary>Refuses optimisers without either.</summary>
                /// <exception cref="ArgumentException">A group has neither.</exception>
                public static void Require(IEnumerable<ILearningRateController> groups)
                {
                    if (groups.Any(group => group is not (IMomentum or IBetas)))
                        throw new ArgumentException("cycle_momentum needs an optimizer with a momentum (SGD, RMSProp, Adam and its kin): pass cycle_momentum: false.", nameof(groups));
                }

                /// <summary>Sets the one or the other.</summary>
                public static void Set(ILearningRateController group, double momentum)
                {
                    if (group is IMomentum controlled)
                        controlled.Momentum = momentum;
                    else if (group is IBetas decaying)
                        decaying.Betas = (momentum, decaying.Betas.Item2);
                }
            }
        }
    }
}
