using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A multi-dimensional array of numbers. A tensor belongs to the dispose scope in which it was made, if there is one;
    /// otherwise its memory is freed by <see cref="Dispose()"/> or, later, by the garbage collector.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private nint handle;

        internal Tensor(nint handle)
            : this(handle, register: true)
        {
        }

        internal Tensor(nint handle, bool register)
        {
            this.handle = handle;
            if (register)
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        /// <summary>Frees the native tensor if nobody did before.</summary>
        ~Tensor() => Dispose(false);

        /// <summary>A name for debugging.</summary>
        public string? name { get; set; }

        /// <summary>The native tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor is disposed.</exception>
        public IntPtr Handle => HandleFor(nameof(Handle));

        /// <summary>Whether the tensor is disposed.</summary>
        public bool IsInvalid => handle == 0;

        /// <summary>The number of native tensors that are referred to in this process.</summary>
        public static long TotalCount => Diagnostics.LiveTensors;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Takes over a counted native reference; null stays null.</summary>
        internal static Tensor? Own(nint handle) => handle == 0 ? null : new Tensor(handle);

        /// <summary>A tensor that is invalid from the start, as TorchSharp hands out where there is nothing to hand out.</summary>
        internal static Tensor Undefined() => new(0, register: false);

        /// <summary>The native tensor, for use by the named operation.</summary>
        internal nint HandleFor(string operation)
        {
            var held = handle;
            if (held == 0)
                ThrowDisposed(operation);
            return held;
        }

        /// <summary>Gives the native reference away: this object is disposed after it, and leaves its scope.</summary>
        internal nint Surrender(string operation)
        {
            var held = HandleFor(operation);
            handle = 0;
            return held;
        }

        /// <summary>Makes a tensor of a native reference, which the new tensor owns.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Gives the native reference away; the caller owns it, and this tensor is invalid after it.</summary>
        /// <exception cref="InvalidOperationException">The tensor is disposed.</exception>
        public IntPtr DecoupleFromNativeHandle()
        {
            var held = Surrender(nameof(DecoupleFromNativeHandle));
            OwningDisposeScope?.MarkAsDisposed(this);
            return held;
        }

        /// <summary>Frees the native tensor; its memory goes when no other tensor shares it.</summary>
        public void Dispose()
        {
            if (handle != 0)
            {
                DisposeScopeManager.ThreadSingleton.Disposing(this);
                OwningDisposeScope?.MarkAsDisposed(this);
            }

            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the native tensor.</summary>
        /// <param name="disposing">False in the finalizer.</param>
        protected virtual void Dispose(bool disposing)
        {
            var held = Interlocked.Exchange(ref handle, 0);
            if (held != 0)
                NativeMethods.ltorch_tensor_release(held);
        }

        /// <summary>Moves the tensor to the scope outside its own; out of all scopes where there is none.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of all dispose scopes.</summary>
        /// <returns>This tensor.</returns>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <inheritdoc cref="DetachFromDisposeScope"/>
        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        /// <summary>Moves the tensor from its scope to another one; out of all scopes where that is null.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        /// <summary>Moves the tensor from its scope to that of another tensor.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        /// <summary>Whether the other object is a tensor of the same shape and elements.</summary>
        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        /// <summary>Whether the other tensor has the same shape and elements.</summary>
        public bool Equals(Tensor target) => EqualElements.CallBoolean(this, target);

        /// <summary>A hash of the object, not of its elements.</summary>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        /// <summary>Shape, type and device.</summary>
        public override string ToString() => IsInvalid ? "a disposed tensor" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        private static void ThrowDisposed(string operation) =>
            throw new ObjectDisposedException(nameof(Tensor), $"{operation} was given a tensor that is disposed already");

        private static readonly Operator EqualElements = new("aten::equal");
    }
}
