using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a call of a custom function keeps from forward for backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> data = [];
            private readonly string function;
            private nint native;

            internal AutogradContext(string function) => this.function = function;

            /// <summary>Whether a result without a gradient gets zeros for one in backward.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Keeps tensors for backward, once a call and in forward only. They keep their gradients' history; null entries stay null.</summary>
            public unsafe void save_for_backward(List<Tensor> tensors)
            {
                fixed (nint* handles = Handles(tensors, nameof(save_for_backward)))
                    Check(NativeMethods.ltorch_context_save(Native(nameof(save_for_backward)), handles, tensors.Count), tensors);
            }

            /// <summary>The tensors that forward kept.</summary>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">One was changed in place since, or the graph was freed.</exception>
            public unsafe List<Tensor> get_saved_variables()
            {
                var context = Native(nameof(get_saved_variables));
                int count;
                Check(NativeMethods.ltorch_context_saved(context, null, &count), null);
                var handles = new nint[count];
                fixed (nint* first = handles)
                {
                    if (count > 0)
                        Check(NativeMethods.ltorch_context_saved(context, first, &count), null);
                }

                return [.. handles.Select(handle => Tensor.Own(handle)!)];
            }

            /// <summary>Keeps any object for backward. Tensors belong to <see cref="save_for_backward"/>.</summary>
            public void save_data(string key, object value) => data[key] = value;

            /// <summary>The object kept under a key; null where there is none.</summary>
            public object? get_data(string key) => data.GetValueOrDefault(key);

            /// <summary>Says which arguments forward changed in place; they must be among its results.</summary>
            public unsafe void mark_dirty(List<Tensor> tensors)
            {
                fixed (nint* handles = Handles(tensors, nameof(mark_dirty)))
                    Check(NativeMethods.ltorch_context_mark_dirty(Native(nameof(mark_dirty)), handles, tensors.Count), tensors);
            }

            /// <summary>Says which results have no gradient.</summary>
            public unsafe void mark_non_differentiable(List<Tensor> tensors)
            {
                fixed (nint* handles = Handles(tensors, nameof(mark_non_differentiable)))
                    Check(NativeMethods.ltorch_context_mark_non_differentiable(Native(nameof(mark_non_differentiable)), handles, tensors.Count), tensors);
            }

            /// <summary>Sets whether a result without a gradient gets zeros for one in backward; otherwise backward gets an invalid tensor.</summary>
            public void set_materialize_grads(bool value)
            {
                Check(NativeMethods.ltorch_context_materialize(Native(nameof(set_materialize_grads)), value ? 1 : 0), null);
                MaterializeGrads = value;
            }

            /// <summary>Forgets what <see cref="save_data"/> kept; the saved tensors go with the graph.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Forgets what <see cref="save_data"/> kept.</summary>
            /// <param name="disposing">Always true.</param>
            protected virtual void Dispose(bool disposing) => data.Clear();

            /// <summary>Ties the context to its native side while forward or backward runs; to nothing after that.</summary>
            internal void Bind(nint context) => native = context;

            private nint Native(string operation) =>
                native != 0 ? native : throw new InvalidOperationException($"{function}: {operation} was called outside of forward and backward");

            private void Check(int status, List<Tensor>? tensors)
            {
                GC.KeepAlive(tensors);
                NativeError.Check(status, function);
            }
        }
    }
}
