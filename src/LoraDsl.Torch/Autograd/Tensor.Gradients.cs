using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The gradient that backward gathered; null where there is none. Each reading makes a new reference to it.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                nint gradient;
                var status = NativeMethods.ltorch_tensor_gradient(HandleFor(nameof(grad)), &gradient);
                GC.KeepAlive(this);
                NativeError.Check(status, nameof(grad));
                return Own(gradient);
            }

            set
            {
                var status = NativeMethods.ltorch_tensor_set_gradient(HandleFor(nameof(grad)), value?.HandleFor(nameof(grad)) ?? 0);
                GC.KeepAlive(this);
                GC.KeepAlive(value);
                NativeError.Check(status, nameof(grad));
            }
        }

        /// <summary>Sets whether operations on this tensor are recorded for backward.</summary>
        /// <returns>This tensor.</returns>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <inheritdoc cref="requires_grad_(bool)"/>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Has backward keep this tensor's gradient though it is no leaf.</summary>
        public void retain_grad() => RetainGrad.Run(this);

        /// <summary>Computes the gradients of this tensor, of one element, and adds them to those of the leaves.</summary>
        public void backward() => autograd.backward([this]);

        /// <summary>Computes the gradients of this tensor and adds them to those of the leaves.</summary>
        /// <param name="grad_tensors">The gradient of what follows with respect to this tensor; may be null for one element.</param>
        /// <param name="retain_graph">Whether the graph can be used again.</param>
        /// <param name="create_graph">Whether the gradients' own graph is recorded.</param>
        /// <param name="inputs">The tensors whose gradients are wanted; all leaves where null.</param>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph || create_graph, create_graph, inputs);

        private static readonly Operator RetainGrad = new("aten::retain_grad");
    }
}
