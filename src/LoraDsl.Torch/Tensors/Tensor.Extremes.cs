using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The greatest elements over dimensions; all dimensions where none are given. Ties share the gradient.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Amax.Call(this, dims, keepdim) : AmaxOut.Call(this, dims, keepdim, @out);

        /// <inheritdoc cref="amax(long[], bool, Tensor)"/>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        /// <summary>The least elements over dimensions; all dimensions where none are given. Ties share the gradient.</summary>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Amin.Call(this, dims, keepdim) : AminOut.Call(this, dims, keepdim, @out);

        /// <inheritdoc cref="amin(long[], bool, Tensor)"/>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        /// <summary>The least and the greatest elements, of all or along a dimension.</summary>
        public (Tensor, Tensor) aminmax(long? dim = null, bool keepdim = false) => Pair(Aminmax.CallMany(this, dim, keepdim));

        /// <summary>The greatest element so far along a dimension, and its index.</summary>
        public (Tensor, Tensor) cummax(long dim) => Pair(Cummax.CallMany(this, dim));

        /// <summary>The least element so far along a dimension, and its index.</summary>
        public (Tensor, Tensor) cummin(long dim) => Pair(Cummin.CallMany(this, dim));

        /// <summary>The most frequent element along a dimension, the least of several, and its index.</summary>
        public (Tensor, Tensor) mode(long dim = -1, bool keepdim = false) => Pair(Mode.CallMany(this, dim, keepdim));

        /// <inheritdoc cref="kthvalue(long, long?, bool)"/>
        public static (Tensor, Tensor) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);

        private static readonly Operator AmaxOut = new("aten::amax", "out");
        private static readonly Operator AminOut = new("aten::amin", "out");
        private static readonly Operator Aminmax = new("aten::aminmax");
        private static readonly Operator Cummax = new("aten::cummax");
        private static readonly Operator Cummin = new("aten::cummin");
        private static readonly Operator Mode = new("aten::mode");
    }
}
