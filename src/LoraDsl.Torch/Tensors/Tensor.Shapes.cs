using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same elements under another shape; one size may be -1.</summary>
        public Tensor view(params long[] shape) => View.Call(this, shape);

        /// <summary>The same elements under the other tensor's shape.</summary>
        public Tensor view_as(Tensor other) => ViewAs.Call(this, other);

        /// <summary>The elements under another shape, copied only if need be; one size may be -1.</summary>
        public Tensor reshape(params long[] shape) => Reshape.Call(this, shape);

        /// <summary>The dimensions from start to end made one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => FlattenUsingInts.Call(this, start_dim, end_dim);

        /// <summary>One dimension made several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => UnflattenInt.Call(this, dim, sizes);

        /// <summary>All dimensions made one.</summary>
        public Tensor ravel() => reshape(-1);

        /// <summary>Dimensions in another order.</summary>
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        /// <inheritdoc cref="permute(IEnumerable{long})"/>
        public Tensor permute(params long[] permutation) => Permute.Call(this, permutation);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => TransposeInt.Call(this, dim0, dim1);

        /// <summary>Two dimensions exchanged, in place.</summary>
        public Tensor transpose_(long dim0, long dim1)
        {
            TransposeInPlace.Run(this, dim0, dim1);
            return this;
        }

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>Dimensions moved to other places.</summary>
        public Tensor movedim(long[] source, long[] destination) => MovedimIntlist.Call(this, source, destination);

        /// <summary>Dimensions moved to other places.</summary>
        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        /// <summary>A matrix transposed; a vector as it is.</summary>
        public Tensor t() => TransposeMatrix.Call(this);

        /// <summary>The last two dimensions exchanged and conjugated.</summary>
        public Tensor adjoint() => Adjoint.Call(this);

        /// <summary>Dimensions of size 1 dropped: one, or all.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } dropped ? SqueezeDim.Call(this, dropped) : Squeeze.Call(this);

        /// <summary>A dimension of size 1 inserted.</summary>
        public Tensor unsqueeze(long dim) => Unsqueeze.Call(this, dim);

        /// <summary>A dimension of size 1 inserted, in place.</summary>
        public Tensor unsqueeze_(long dim)
        {
            UnsqueezeInPlace.Run(this, dim);
            return this;
        }

        /// <summary>Dimensions of size 1 repeated without a copy; -1 keeps a size.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Expand.Call(this, sizes, isImplicit);

        /// <inheritdoc cref="expand(ReadOnlySpan{long},bool)"/>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Expand.Call(this, sizes, isImplicit);

        /// <inheritdoc cref="expand(ReadOnlySpan{long},bool)"/>
        public Tensor expand(params long[] sizes) => Expand.Call(this, sizes);

        /// <inheritdoc cref="expand(ReadOnlySpan{long},bool)"/>
        public Tensor expand(Size sizes, bool isImplicit = false) => Expand.Call(this, sizes.Shape, isImplicit);

        /// <summary>Dimensions of size 1 repeated without a copy, to the other tensor's shape.</summary>
        public Tensor expand_as(Tensor other) => ExpandAs.Call(this, other);

        /// <summary>Dimensions of size 1 repeated without a copy.</summary>
        public Tensor broadcast_to(params long[] shape) => BroadcastTo.Call(this, shape);

        /// <summary>The tensor repeated along each dimension, copied.</summary>
        public Tensor repeat(params long[] sizes) => Repeat.Call(this, sizes);

        /// <summary>The tensor repeated along each dimension, copied.</summary>
        public Tensor tile(long[] reps) => Tile.Call(this, reps);

        /// <summary>Each element repeated along a dimension.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => RepeatInterleaveSelfInt.Call(this, repeats, dim, output_size);

        /// <inheritdoc cref="repeat_interleave(long,long?,long?)"/>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => RepeatInterleaveSelfTensor.Call(this, repeats, dim, output_size);

        /// <summary>A range of indices of a dimension.</summary>
        public Tensor narrow(long dim, long start, long length) => Narrow.Call(this, dim, start, length);

        /// <summary>One index of a dimension, which goes.</summary>
        public Tensor select(long dim, long index) => SelectInt.Call(this, dim, index);

        /// <summary>The indices from start to finish by steps, of a dimension.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => SliceTensor.Call(this, dim, start, finish, step);

        /// <summary>The diagonal of two dimensions.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Diagonal.Call(this, offset, dim1, dim2);

        /// <summary>The diagonal of a matrix, or the matrix of a diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Diag.Call(this, diagonal);

        /// <summary>Diagonals made matrices.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => DiagEmbed.Call(this, offset, dim1, dim2);

        /// <summary>The elements as a diagonal of a matrix.</summary>
        public Tensor diagflat(long offset = 0) => Diagflat.Call(this, offset);

        /// <summary>The part on and below a diagonal, zero above.</summary>
        public Tensor tril(long diagonal = 0) => Tril.Call(this, diagonal);

        /// <summary>The part on and below a diagonal, zero above, in place.</summary>
        public Tensor tril_(long diagonal = 0) => TrilInPlace.Call(this, diagonal);

        /// <summary>The part on and above a diagonal, zero below.</summary>
        public Tensor triu(long diagonal = 0) => Triu.Call(this, diagonal);

        /// <summary>The part on and above a diagonal, zero below, in place.</summary>
        public Tensor triu_(long diagonal = 0) => TriuInPlace.Call(this, diagonal);

        /// <summary>The order of indices reversed in dimensions.</summary>
        public Tensor flip(params long[] dims) => Flip.Call(this, dims);

        /// <summary>Columns in reverse order.</summary>
        public Tensor fliplr() => Fliplr.Call(this);

        /// <summary>Rows in reverse order.</summary>
        public Tensor flipud() => Flipud.Call(this);

        /// <summary>Elements shifted along dimensions, coming back at the other end.</summary>
        public Tensor roll(long shifts, long? dims = null) => Roll.Call(this, (long[])[shifts], dims is { } rolled ? (long[])[rolled] : []);

        /// <inheritdoc cref="roll(long,long?)"/>
        public Tensor roll(long[] shifts) => Roll.Call(this, shifts, (long[])[.. Enumerable.Range(0, shifts.Length)]);

        /// <inheritdoc cref="roll(long,long?)"/>
        public Tensor roll(long[] shifts, long[] dims) => Roll.Call(this, shifts, dims);

        /// <summary>The plane of two dimensions (the first two where null) turned k quarters.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null) => Rot90.Call(this, k, dims is { } plane ? (long[])[plane.Item1, plane.Item2] : [0, 1]);

        /// <summary>Windows of a dimension as a dimension of their own.</summary>
        public Tensor unfold(long dimension, long size, long step) => Unfold.Call(this, dimension, size, step);

        /// <summary>A view with given sizes and steps.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => AsStrided.Call(this, size, strides, storageOffset);

        /// <summary>The tensor with its elements in order in memory, copied only if need be.</summary>
        public Tensor contiguous() => Contiguous.Call(this);

        private static readonly Operator Adjoint = new("aten::adjoint");
        private static readonly Operator AsStrided = new("aten::as_strided");
        private static readonly Operator BroadcastTo = new("aten::broadcast_to");
        private static readonly Operator Contiguous = new("aten::contiguous");
        private static readonly Operator Diag = new("aten::diag");
        private static readonly Operator DiagEmbed = new("aten::diag_embed");
        private static readonly Operator Diagflat = new("aten::diagflat");
        private static readonly Operator Diagonal = new("aten::diagonal");
        private static readonly Operator Expand = new("aten::expand");
        private static readonly Operator ExpandAs = new("aten::expand_as");
        private static readonly Operator FlattenUsingInts = new("aten::flatten", "using_ints");
        private static readonly Operator Flip = new("aten::flip");
        private static readonly Operator Fliplr = new("aten::fliplr");
        private static readonly Operator Flipud = new("aten::flipud");
        private static readonly Operator MovedimIntlist = new("aten::movedim", "intlist");
        private static readonly Operator Narrow = new("aten::narrow");
        private static readonly Operator Permute = new("aten::permute");
        private static readonly Operator Repeat = new("aten::repeat");
        private static readonly Operator RepeatInterleaveSelfInt = new("aten::repeat_interleave", "self_int");
        private static readonly Operator RepeatInterleaveSelfTensor = new("aten::repeat_interleave", "self_Tensor");
        private static readonly Operator Reshape = new("aten::reshape");
        private static readonly Operator Roll = new("aten::roll");
        private static readonly Operator Rot90 = new("aten::rot90");
        private static readonly Operator SelectInt = new("aten::select", "int");
        private static readonly Operator SliceTensor = new("aten::slice", "Tensor");
        private static readonly Operator Squeeze = new("aten::squeeze");
        private static readonly Operator SqueezeDim = new("aten::squeeze", "dim");
        private static readonly Operator Tile = new("aten::tile");
        private static readonly Operator TransposeInPlace = new("aten::transpose_");
        private static readonly Operator TransposeInt = new("aten::transpose", "int");
        private static readonly Operator TransposeMatrix = new("aten::t");
        private static readonly Operator Tril = new("aten::tril");
        private static readonly Operator TrilInPlace = new("aten::tril_");
        private static readonly Operator Triu = new("aten::triu");
        private static readonly Operator TriuInPlace = new("aten::triu_");
        private static readonly Operator UnflattenInt = new("aten::unflatten", "int");
        private static readonly Operator Unfold = new("aten::unfold");
        private static readonly Operator Unsqueeze = new("aten::unsqueeze");
        private static readonly Operator UnsqueezeInPlace = new("aten::unsqueeze_");
        private static readonly Operator View = new("aten::view");
        private static readonly Operator ViewAs = new("aten::view_as");
    }
}
