using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A copy with memory of its own; gradients flow through.</summary>
        public Tensor clone() => Clone.Call(this);

        /// <summary>The same elements outside of the recorded graph.</summary>
        public Tensor detach() => Detach.Call(this);

        /// <summary>Takes this tensor out of the recorded graph.</summary>
        /// <returns>This tensor.</returns>
        public Tensor detach_()
        {
            DetachInPlace.Run(this);
            return this;
        }

        /// <summary>Another reference to the same native tensor, disposed for itself.</summary>
        public Tensor alias()
        {
            var shared = NativeMethods.ltorch_tensor_share(HandleFor(nameof(alias)));
            GC.KeepAlive(this);
            return new Tensor(shared);
        }

        /// <summary>Copies the other tensor's elements (broadcast, converted) into this one.</summary>
        /// <returns>This tensor.</returns>
        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            CopyInPlace.Run(this, source, nonBlocking);
            return this;
        }

        /// <summary>Makes this tensor share the other's storage, shape and steps.</summary>
        /// <returns>This tensor.</returns>
        public Tensor set_(Tensor source)
        {
            SetInPlace.Run(this, source);
            return this;
        }

        /// <summary>Sets every element to zero.</summary>
        /// <returns>This tensor.</returns>
        public Tensor zero_() => ZeroInPlace.Call(this);

        /// <summary>Sets every element to a value.</summary>
        /// <returns>This tensor.</returns>
        public Tensor fill_(Scalar value)
        {
            FillInPlace.Run(this, value);
            return this;
        }

        /// <summary>The tensor in page-locked memory, from which copies to a GPU are fast.</summary>
        public Tensor pin_memory() => PinMemory.Call(this);

        private static readonly Operator Clone = new("aten::clone");
        private static readonly Operator Detach = new("aten::detach");
        private static readonly Operator DetachInPlace = new("aten::detach_");
        private static readonly Operator CopyInPlace = new("aten::copy_");
        private static readonly Operator SetInPlace = new("aten::set_", "source_Tensor");
        private static readonly Operator ZeroInPlace = new("aten::zero_");
        private static readonly Operator FillInPlace = new("aten::fill_", "Scalar");
        private static readonly Operator PinMemory = new("aten::pin_memory");
    }
}
