using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The distinct elements, or the distinct slices along a dimension.</summary>
        /// <param name="sorted">Whether elements are in order; slices always are.</param>
        /// <param name="return_inverse">Whether to say where each element went.</param>
        /// <param name="return_counts">Whether to count how often each one stands in the input.</param>
        /// <param name="dim">The dimension whose slices are compared; all elements where null.</param>
        /// <returns>What is distinct, for each element its place there, and how often each occurs; null where not asked for.</returns>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Asked(dim is { } along ? UniqueDim.CallMany(this, along, sorted, return_inverse, return_counts) : Unique.CallMany(this, sorted, return_inverse, return_counts), return_inverse, return_counts);

        /// <summary>The elements, or the slices along a dimension, without those that equal the one before.</summary>
        /// <returns>What is left, for each element its place there, and how long each run was; null where not asked for.</returns>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Asked(UniqueConsecutive.CallMany(this, return_inverse, return_counts, dim), return_inverse, return_counts);

        private static (Tensor, Tensor?, Tensor?) Asked(Tensor[] results, bool inverse, bool counts) =>
            (results[0], Or(results[1], inverse), Or(results[2], counts));

        private static Tensor? Or(Tensor unasked, bool asked)
        {
            if (asked)
                return unasked;
            unasked.Dispose();
            return null;
        }

        private static readonly Operator Unique = new("aten::_unique2");
        private static readonly Operator UniqueConsecutive = new("aten::unique_consecutive");
        private static readonly Operator UniqueDim = new("aten::unique_dim");
    }

    /// <inheritdoc cref="Tensor.unique(bool, bool, bool, int?)"/>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);

    /// <inheritdoc cref="Tensor.unique_consecutive(bool, bool, int?)"/>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(Tensor input, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique_consecutive(return_inverse, return_counts, dim);
}
