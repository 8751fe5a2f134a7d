using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimisers and schedules of their learning rates.</summary>
    public static partial class optim
    {
        /// <summary>The base of all optimisers.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>The groups of parameters, each with options of its own.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            /// <summary>An optimiser without groups yet.</summary>
            /// <param name="handle">A native optimiser; here there are none, so it is zero.</param>
            /// <exception cref="ArgumentException">The handle is not zero.</exception>
            protected Optimizer(IntPtr handle)
            {
                if (handle != IntPtr.Zero)
                    throw new ArgumentException("There are no native optimisers here: pass IntPtr.Zero.", nameof(handle));
            }

            /// <summary>What learning-rate schedulers control: a rate for each group.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>The parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Clears the gradients of all parameters.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is not null)
                        parameter.grad = null;
                }
            }

            /// <summary>Changes the parameters by their gradients.</summary>
            /// <param name="closure">Computes the loss and the gradients anew, before the change.</param>
            /// <returns>The closure's loss, or null.</returns>
            /// <exception cref="NotSupportedException">The type does not override the method.</exception>
            public virtual Tensor? step(Func<Tensor>? closure = null) => throw new NotSupportedException($"{GetType()} does not override step.");

            /// <summary>Adds a group of parameters.</summary>
            /// <exception cref="NotSupportedException">The type does not override the method.</exception>
            public virtual void add_param_group(ParamGroup param_group) => throw new NotSupportedException($"{GetType()} takes no further groups of parameters.");

            /// <summary>Frees the optimiser's state; the parameters stay.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees what the optimiser owns.</summary>
            /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
            protected virtual void Dispose(bool disposing)
            {
            }
        }
    }
}
