using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The number of dimensions.</summary>
        public long Dimensions => Metadata(nameof(Dimensions)).Dimensions;

        /// <summary>The number of dimensions.</summary>
        public long ndim => Dimensions;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Metadata(nameof(numel)).Elements;

        /// <summary>The bytes of one element.</summary>
        public long ElementSize => Metadata(nameof(element_size)).ElementSize;

        /// <summary>The size of each dimension.</summary>
        public long[] shape => size();

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => (ScalarType)Metadata(nameof(dtype)).Dtype;

        /// <summary>Where the elements are.</summary>
        public Device device
        {
            get
            {
                var metadata = Metadata(nameof(device));
                return metadata.DeviceType == (int)DeviceType.CPU ? CPU : new Device((DeviceType)metadata.DeviceType, metadata.DeviceIndex);
            }
        }

        /// <summary>The kind of <see cref="device"/>.</summary>
        public DeviceType device_type => (DeviceType)Metadata(nameof(device)).DeviceType;

        /// <summary>The index of <see cref="device"/>; -1 for the processor.</summary>
        public int device_index => Metadata(nameof(device)).DeviceIndex;

        /// <summary>Whether the elements are in a GPU's memory.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether the tensor has a shape only.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>Whether the tensor is sparse.</summary>
        public bool is_sparse => Metadata(nameof(is_sparse)).Layout == (int)layout.sparse_coo;

        /// <summary>Whether the tensor is no result of a recorded operation: backward keeps the gradients of such tensors.</summary>
        public bool is_leaf => Metadata(nameof(is_leaf)).IsLeaf != 0;

        /// <summary>Whether operations on this tensor are recorded for backward.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">Set to false on a tensor that is no leaf, or to true on integers.</exception>
        public bool requires_grad
        {
            get => Metadata(nameof(requires_grad)).RequiresGrad != 0;
            set
            {
                NativeError.Check(NativeMethods.ltorch_tensor_set_requires_grad(HandleFor(nameof(requires_grad)), value ? 1 : 0), nameof(requires_grad));
                GC.KeepAlive(this);
            }
        }

        /// <summary>The number of dimensions.</summary>
        public long dim() => Dimensions;

        /// <summary>The number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>The bytes of one element.</summary>
        public long element_size() => ElementSize;

        /// <summary>The first element's place in the storage, in elements.</summary>
        public long storage_offset() => Metadata(nameof(storage_offset)).StorageOffset;

        /// <summary>The size of each dimension.</summary>
        public long[] size() => Extents(strides: false);

        /// <summary>The size of a dimension; negative ones count from the last.</summary>
        public long size(int dim) => At(size(), dim);

        /// <summary>The step in elements from one index to the next, for each dimension.</summary>
        public long[] stride() => Extents(strides: true);

        /// <summary>The step in elements from one index to the next in a dimension; negative ones count from the last.</summary>
        public long stride(int dim) => At(stride(), dim);

        /// <summary>Whether the elements lie in memory in the order of their indices without gaps.</summary>
        public bool is_contiguous() => Metadata(nameof(is_contiguous)).IsContiguous != 0;

        /// <summary>Whether the elements are in the processor's memory.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Whether the elements are real floating-point numbers.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Whether the elements are complex numbers.</summary>
        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>Whether the elements are integers or truth values.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        internal unsafe NativeMetadata Metadata(string operation)
        {
            NativeMetadata metadata;
            var status = NativeMethods.ltorch_tensor_metadata(HandleFor(operation), &metadata);
            GC.KeepAlive(this);
            NativeError.Check(status, operation);
            return metadata;
        }

        private unsafe long[] Extents(bool strides)
        {
            var extents = new long[Metadata(nameof(size)).Dimensions];
            fixed (long* first = extents)
            {
                var status = NativeMethods.ltorch_tensor_sizes(HandleFor(nameof(size)), strides ? null : first, strides ? first : null);
                GC.KeepAlive(this);
                NativeError.Check(status, nameof(size));
            }

            return extents;
        }

        private static long At(long[] extents, int dim) =>
            dim >= -extents.Length && dim < extents.Length
                ? extents[dim < 0 ? dim + extents.Length : dim]
                : throw new System.Runtime.InteropServices.ExternalException($"dimension {dim} was asked for of a tensor that has {extents.Length}");
    }
}
