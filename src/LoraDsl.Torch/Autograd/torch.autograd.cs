using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients by reverse-mode differentiation.</summary>
    public static partial class autograd
    {
        /// <summary>Computes the gradients of tensors and adds them to those of the leaves.</summary>
        /// <param name="tensors">What is differentiated.</param>
        /// <param name="grad_tensors">The gradients with respect to these; may be null where each has one element.</param>
        /// <param name="retain_graph">Whether the graph can be used again; as <paramref name="create_graph"/> where null.</param>
        /// <param name="create_graph">Whether the gradients' own graph is recorded.</param>
        /// <param name="inputs">The tensors whose gradients are wanted; all leaves where null.</param>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">libtorch refuses. What a custom function throws arrives as it was thrown.</exception>
        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var outputHandles = Handles(tensors, nameof(backward));
            var gradientHandles = Handles(grad_tensors ?? [], nameof(backward));
            var inputHandles = Handles(inputs ?? [], nameof(backward));
            int status;
            using var call = BackwardCall.Begin();
            fixed (nint* outputs = outputHandles, gradients = gradientHandles, wanted = inputHandles)
            {
                status = NativeMethods.ltorch_backward(
                    outputs, gradients, outputHandles.Length, gradientHandles.Length, wanted, inputHandles.Length,
                    retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0);
            }

            KeepAlive(tensors, grad_tensors, inputs);
            NativeError.Check(status, nameof(backward));
        }

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>Computes and returns the gradients of outputs with respect to inputs, summed over the outputs.</summary>
        /// <param name="outputs">What is differentiated.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">The gradients with respect to the outputs; may be null where each has one element.</param>
        /// <param name="retain_graph">Whether the graph can be used again. Unlike in PyTorch, <paramref name="create_graph"/> does not imply it.</param>
        /// <param name="create_graph">Whether the gradients' own graph is recorded; to differentiate that, retain the graph too.</param>
        /// <param name="allow_unused">Whether an input may have no part in the outputs: its gradient is then an invalid tensor.</param>
        /// <returns>A gradient for each input.</returns>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var outputHandles = Handles(outputs, nameof(grad));
            var gradientHandles = Handles(grad_outputs ?? [], nameof(grad));
            var inputHandles = Handles(inputs, nameof(grad));
            var resultHandles = new nint[inputHandles.Length];
            int status;
            using var call = BackwardCall.Begin();
            fixed (nint* first = outputHandles, gradients = gradientHandles, wanted = inputHandles, results = resultHandles)
            {
                status = NativeMethods.ltorch_gradients(
                    first, gradients, outputHandles.Length, gradientHandles.Length, wanted, inputHandles.Length,
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, results);
            }

            KeepAlive(outputs, grad_outputs, inputs);
            NativeError.Check(status, nameof(grad));
            return [.. resultHandles.Select(handle => Tensor.Own(handle) ?? Tensor.Undefined())];
        }

        /// <inheritdoc cref="AnomalyMode(bool, bool)"/>
        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        /// <inheritdoc cref="AnomalyMode(bool, bool)"/>
        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        internal static nint[] Handles(IList<Tensor> tensors, string operation)
        {
            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++)
                handles[i] = tensors[i]?.HandleFor(operation) ?? 0;
            return handles;
        }

        private static void KeepAlive(IList<Tensor>? first, IList<Tensor>? second, IList<Tensor>? third)
        {
            GC.KeepAlive(first);
            GC.KeepAlive(second);
            GC.KeepAlive(third);
        }
    }
}
