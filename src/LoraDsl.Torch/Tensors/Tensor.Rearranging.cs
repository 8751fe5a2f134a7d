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
        public Tensor channel_shuffle(long groups) => ChannelShuffle.Call(this, groups);

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
        private static readonly Operator ChannelShuffle = new("aten::channel_shuffle");
        private static readonly Operator SqueezeDimInPlace = new("aten::squeeze_", "dim");
        private static readonly Operator SqueezeInPlace = new("aten::squeeze_");
        private static readonly Operator TakeAlongDim = new("aten::take_along_dim");
    }
}
