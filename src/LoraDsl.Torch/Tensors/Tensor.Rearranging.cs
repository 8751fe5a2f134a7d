using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Drops a dimension of size 1, all of them where none is named, in place.</summary>
        public Tensor squeeze_(long? dim = null)
        {
            if (dim is { } dropped)
                SqueezeDimInPlace.Run(this, dropped);
            else
                SqueezeInPlace.Run(this);
            return this;
        }

        /// <summary>Elements shifted along dimensions; what leaves at the end comes in at the beginning.</summary>
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
            dims.IsEmpty ? roll(shifts.ToArray()) : Roll.Call(this, shifts, dims);

        /// <inheritdoc cref="roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
        public Tensor roll((long, long) shifts, (long, long) dims) => roll([shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);

        /// <inheritdoc cref="roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
        public Tensor roll((long, long, long) shifts, (long, long, long) dims) =>
            roll([shifts.Item1, shifts.Item2, shifts.Item3], [dims.Item1, dims.Item2, dims.Item3]);

        /// <summary>The tensor with at least one dimension.</summary>
        public Tensor atleast_1d() => AtLeast1d.Call(this);

        /// <summary>The tensor with at least two dimensions.</summary>
        public Tensor atleast_2d() => AtLeast2d.Call(this);

        /// <summary>The tensor with at least three dimensions.</summary>
        public Tensor atleast_3d() => AtLeast3d.Call(this);

        /// <summary>Channels of (N, C, …) regrouped: as a (groups, C / groups) table read by columns.</summary>
        /// <exception cref="ArgumentException">The groups do not divide the channels, or there are none.</exception>
        public Tensor channel_shuffle(long groups)
        {
            var sizes = shape;
            if (sizes.Length < 3 || groups <= 0 || sizes[1] % groups != 0)
                throw new ArgumentException($"channel_shuffle takes (N, C, …) whose channels {groups} groups divide, not ({string.Join(", ", sizes)}).", nameof(groups));
            // libtorch's own operator has no derivative before 2.0.
            using var table = reshape(sizes[0], groups, sizes[1] / groups, -1);
            using var turned = table.transpose(1, 2);
            return turned.reshape(sizes);
        }

        /// <summary>The sum of products over pairs of dimensions, the first of each pair of this tensor and the second of b.</summary>
        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, [.. dims.Select(pair => pair.Item1)], [.. dims.Select(pair => pair.Item2)]);

        /// <inheritdoc cref="torch.block_diag(Tensor[])"/>
        public static Tensor block_diag(params Tensor[] tensors) => torch.block_diag(tensors);

        /// <summary>The elements at indices of the flattened tensor.</summary>
        public Tensor take_along_dim(Tensor indices) => TakeAlongDim.Call(this, indices);

        /// <summary>The elements at indices along a dimension; other dimensions are broadcast.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => TakeAlongDim.Call(this, indices, dim);

        /// <inheritdoc cref="take_along_dim(Tensor)"/>
        public Tensor take_along_dim(IEnumerable<long> indices)
        {
            using var along = tensor(indices.ToArray(), device: device);
            return take_along_dim(along);
        }

        /// <inheritdoc cref="take_along_dim(Tensor, long)"/>
        public Tensor take_along_dim(IEnumerable<long> indices, long dim)
        {
            using var along = tensor(indices.ToArray(), device: device);
            return take_along_dim(along, dim);
        }

        /// <summary>The indices of the elements other than zero: a tensor for each dimension.</summary>
        public IList<Tensor> nonzero_as_list() => torch.where(this);

        private static readonly Operator AtLeast1d = new("aten::atleast_1d");
        private static readonly Operator AtLeast2d = new("aten::atleast_2d");
        private static readonly Operator AtLeast3d = new("aten::atleast_3d");
        private static readonly Operator SqueezeDimInPlace = new("aten::squeeze_", "dim");
        private static readonly Operator SqueezeInPlace = new("aten::squeeze_");
        private static readonly Operator TakeAlongDim = new("aten::take_along_dim");
    }
}
