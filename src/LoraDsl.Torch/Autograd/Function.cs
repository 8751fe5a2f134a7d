using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>An operation with a gradient of its own; derive from <see cref="SingleTensorFunction{T}"/> or <see cref="MultiTensorFunction{T}"/>.</summary>
        /// <typeparam name="T">The derived class itself; one instance serves all calls, so it keeps nothing between them.</typeparam>
        public abstract class Function<T> : IFunctionBody
            where T : Function<T>, new()
        {
            private static readonly T Instance = new();

            /// <summary>The operation's name, for messages.</summary>
            public abstract string Name { get; }

            /// <summary>Runs forward without recording and ties the results to the tensors among the arguments.</summary>
            /// <param name="vars">The arguments of forward. Gradients flow to those that are tensors.</param>
            public static List<Tensor> apply_internal(params object[] vars) => FunctionNode.Apply(Instance, vars);

            internal abstract List<Tensor> RunForward(AutogradContext context, object[] vars);

            internal abstract List<Tensor> RunBackward(AutogradContext context, List<Tensor> gradients);

            List<Tensor> IFunctionBody.Forward(AutogradContext context, object[] vars) => RunForward(context, vars);

            List<Tensor> IFunctionBody.Backward(AutogradContext context, List<Tensor> gradients) => RunBackward(context, gradients);
        }
    }
}
