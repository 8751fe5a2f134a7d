using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor's only element as a number.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is not exactly one element.</exception>
        public Scalar ToScalar() => Item.CallScalar(this);

        /// <summary>The tensor's only element.</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or it has another type.</exception>
        public T item<T>() where T : unmanaged
        {
            var elements = Metadata("aten::item").Elements;
            if (elements != 1)
                throw new ArgumentException($"item: the tensor has {elements} elements, not one");
            using var accessor = data<T>();
            return accessor[0];
        }

        /// <summary>The elements, to be read and, where the tensor is on the processor, written.</summary>
        /// <exception cref="ArgumentException">The elements have another type.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged => new(this);

        /// <summary>The bytes of a contiguous tensor on the processor; setting them copies.</summary>
        /// <exception cref="InvalidOperationException">The tensor is elsewhere, or not contiguous.</exception>
        /// <exception cref="ArgumentException">Set to another number of bytes.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                var metadata = Metadata(nameof(bytes));
                if (metadata.DeviceType != (int)DeviceType.CPU || metadata.IsContiguous == 0)
                    throw new InvalidOperationException("bytes: only a contiguous tensor on the processor has them; call cpu() and contiguous() first");
                return new Span<byte>(metadata.Data, checked((int)(metadata.Elements * metadata.ElementSize)));
            }

            set
            {
                var target = bytes;
                if (value.Length != target.Length)
                    throw new ArgumentException($"bytes: the tensor has {target.Length} bytes and was given {value.Length}", nameof(value));
                value.CopyTo(target);
                GC.KeepAlive(this);
            }
        }

        /// <summary>Whether the tensor's only element is other than zero.</summary>
        public bool is_nonzero() =>
            numel() == 1 ? IsNonzero.CallBoolean(this) : throw new InvalidOperationException($"is_nonzero takes a tensor of one element, but was given one of {numel()}.");

        /// <summary>Whether |a - b| ≤ atol + rtol · |b| for all pairs of elements.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            AllClose.CallBoolean(this, target, rtol, atol, equal_nan);

        private static readonly Operator Item = new("aten::item");
        private static readonly Operator IsNonzero = new("aten::is_nonzero");
        private static readonly Operator AllClose = new("aten::allclose");
    }
}
