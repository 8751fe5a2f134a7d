namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>An operation that returns several tensors and has a gradient of its own.</summary>
        /// <typeparam name="T">The derived class itself.</typeparam>
        public abstract class MultiTensorFunction<T> : Function<T>
            where T : MultiTensorFunction<T>, new()
        {
            /// <summary>Calls the operation.</summary>
            /// <param name="vars">The arguments of <see cref="forward"/>. Gradients flow to those that are tensors.</param>
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            /// <summary>Computes the results; nothing is recorded meanwhile.</summary>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <summary>Computes the gradients with respect to the arguments of forward.</summary>
            /// <param name="ctx">What forward saved.</param>
            /// <param name="grad_outputs">The gradients with respect to the results, in their shapes.</param>
            /// <returns>An entry for each argument of forward: null where it is no tensor or has no gradient.</returns>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> RunForward(AutogradContext context, object[] vars) => forward(context, vars);

            internal sealed override List<Tensor> RunBackward(AutogradContext context, List<Tensor> gradients) => backward(context, gradients);
        }
    }
}
