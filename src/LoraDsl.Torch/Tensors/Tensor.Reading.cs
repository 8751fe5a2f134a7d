using System.Collections;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>An element of a tensor on the processor, counted in the order of the indices.</summary>
        /// <exception cref="InvalidOperationException">The tensor is elsewhere.</exception>
        /// <exception cref="ArgumentException">The elements have another type.</exception>
        public T ReadCpuValue<T>(long i) where T : unmanaged
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException($"ReadCpuValue reads a tensor on the processor, not on {device}; call cpu() first.");
            using var elements = data<T>();
            return elements[i];
        }

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public float ReadCpuBFloat16(long i) => (float)ReadCpuValue<BFloat16>(i);

        /// <summary>The elements as lists of lists, the innermost of <see cref="Scalar"/>; a scalar where there are no dimensions.</summary>
        public object tolist()
        {
            if (ndim == 0)
                return ToScalar();
            var list = new ArrayList();
            foreach (var part in unbind(0))
            {
                using (part)
                    list.Add(part.tolist());
            }
            return list;
        }

        /// <summary>Whether the tensor is in memory that a GPU reads directly.</summary>
        public bool is_pinned() => IsPinned.CallBoolean(this);

        /// <summary>Whether the elements are quantised.</summary>
        public bool is_quantized() => torch.is_quantized(dtype);

        private static readonly Operator IsPinned = new("aten::is_pinned");
    }

    /// <summary>Whether a type is one of quantised elements.</summary>
    public static bool is_quantized(ScalarType type) => (int)type is >= 12 and <= 14;
}
