using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The standard deviation and the mean over dimensions; unbiased divides by one element less.</summary>
        public (Tensor, Tensor) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Pair(StdMeanDim.CallMany(As(type), dimensions, unbiased, keepdim));

        /// <inheritdoc cref="std_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor, Tensor) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean(dimensions.ToArray(), unbiased, keepdim, type);

        /// <inheritdoc cref="std_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor, Tensor) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean([dim], unbiased, keepdim, type);

        /// <inheritdoc cref="std_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor, Tensor) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean([dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <inheritdoc cref="std_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor, Tensor) std_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>The variance and the mean over dimensions; unbiased divides by one element less.</summary>
        public (Tensor, Tensor) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Pair(VarMeanDim.CallMany(As(type), dimensions, unbiased, keepdim));

        /// <inheritdoc cref="var_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor, Tensor) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean(dimensions.ToArray(), unbiased, keepdim, type);

        /// <inheritdoc cref="var_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor, Tensor) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean([dim], unbiased, keepdim, type);

        /// <inheritdoc cref="var_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor, Tensor) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean([dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <inheritdoc cref="var_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor, Tensor) var_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>The mean of what is a number, of all or along a dimension.</summary>
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Nanmean.Call(this, dim is { } one ? (long[])[one] : null, keepdim, dtype);

        private static readonly Operator Nanmean = new("aten::nanmean");
        private static readonly Operator StdMeanDim = new("aten::std_mean", "dim");
        private static readonly Operator VarMeanDim = new("aten::var_mean", "dim");
    }
}
