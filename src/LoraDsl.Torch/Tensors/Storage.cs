namespace TorchSharp;

public static partial class torch
{
    /// <summary>The memory that a tensor's elements are in.</summary>
    public abstract class Storage
    {
        private readonly Tensor tensor;

        private protected Storage(Tensor tensor) => this.tensor = tensor;

        /// <summary>The address of the memory: on a GPU one that only the device can read.</summary>
        public unsafe IntPtr data_ptr()
        {
            var metadata = tensor.Metadata(nameof(data_ptr));
            return (IntPtr)((byte*)metadata.Data - (metadata.StorageOffset * metadata.ElementSize));
        }

        /// <summary>The bytes of one element.</summary>
        public abstract int element_size();

        private protected void Free() => tensor.Dispose();
    }

    /// <summary>The memory that a tensor's elements are in.</summary>
    /// <typeparam name="T">The .NET type of the elements.</typeparam>
    public sealed class Storage<T> : Storage, IDisposable
        where T : unmanaged
    {
        internal Storage(Tensor tensor)
            : base(tensor)
        {
        }

        /// <inheritdoc/>
        public override unsafe int element_size() => sizeof(T);

        /// <summary>Lets go of the memory, which stays as long as the tensor does.</summary>
        public void Dispose() => Free();
    }

    public partial class Tensor
    {
        /// <summary>The memory that the elements are in.</summary>
        /// <typeparam name="T">The .NET type of the elements.</typeparam>
        /// <exception cref="ArgumentException">The elements are of another type.</exception>
        public Storage<T> storage<T>()
            where T : unmanaged
        {
            Utils.ElementTypes.Check<T>(dtype);
            return new Storage<T>(alias());
        }
    }
}
