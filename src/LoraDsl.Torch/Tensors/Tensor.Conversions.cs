using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements as another type and on another device. Without a difference, and unless a copy is asked for, another reference to the same memory.</summary>
        /// <param name="type">The type of the result's elements.</param>
        /// <param name="device">Where the result's elements are.</param>
        /// <param name="copy">Whether to copy even where nothing changes.</param>
        /// <param name="disposeAfter">Whether this tensor is disposed once it is converted.</param>
        /// <param name="non_blocking">Whether a copy between devices need not be waited for.</param>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var converted = ToDevice.Call(this, InitializeDevice(device), type, non_blocking, copy);
            if (disposeAfter)
                Dispose();
            return converted;
        }

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, device, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, new Device(device), copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The elements in the other tensor's type and on its device.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        /// <inheritdoc cref="to(ScalarType, Device, bool, bool, bool)"/>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, copy, disposeAfter, non_blocking);

        /// <summary>The elements as another type.</summary>
        public Tensor type(ScalarType dtype) => to(dtype);

        /// <summary>The tensor as a conversion such as <c>torch.FloatTensor</c> makes it.</summary>
        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        /// <summary>The elements in the other tensor's type.</summary>
        public Tensor type_as(Tensor tensor) => to(tensor.dtype);

        /// <summary>The elements in the processor's memory.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The elements in a GPU's memory: the first one's where null.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>The elements as truth values.</summary>
        public Tensor @bool() => to(ScalarType.Bool);

        /// <summary>The elements as unsigned 8-bit integers.</summary>
        public Tensor @byte() => to(ScalarType.Byte);

        /// <summary>The elements as signed 8-bit integers.</summary>
        public Tensor @char() => to(ScalarType.Int8);

        /// <summary>The elements as 16-bit integers.</summary>
        public Tensor @short() => to(ScalarType.Int16);

        /// <summary>The elements as 32-bit integers.</summary>
        public Tensor @int() => to(ScalarType.Int32);

        /// <summary>The elements as 64-bit integers.</summary>
        public Tensor @long() => to(ScalarType.Int64);

        /// <summary>The elements in half precision.</summary>
        public Tensor half() => to(ScalarType.Float16);

        /// <summary>The elements in bfloat16.</summary>
        public Tensor bfloat16() => to(ScalarType.BFloat16);

        /// <summary>The elements in single precision.</summary>
        public Tensor @float() => to(ScalarType.Float32);

        /// <summary>The elements in double precision.</summary>
        public Tensor @double() => to(ScalarType.Float64);

        private Tensor As(ScalarType? type) => type is { } wanted ? to(wanted) : this;

        private static readonly Operator ToDevice = new("aten::to", "device");
    }
}
