using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where values would have to be put into sorted rows to keep them sorted.</summary>
    /// <param name="sorted_sequence">Rows in ascending order: one, or one for each row of values.</param>
    /// <param name="values">The values.</param>
    /// <param name="out_int32">Whether the places are int32 rather than int64.</param>
    /// <param name="right">Whether a value goes behind those that equal it.</param>
    /// <param name="sorter">The order that sorts the rows, if they are not.</param>
    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null) =>
        SearchSorted.Call(sorted_sequence, values, out_int32, right, Value.None, sorter);

    /// <inheritdoc cref="searchsorted(Tensor, Tensor, bool, bool, Tensor)"/>
    public static Tensor searchsorted(Tensor sorted_sequence, Scalar values, bool out_int32, bool right, Tensor sorter) =>
        SearchSortedScalar.Call(sorted_sequence, values, out_int32, right, Value.None, sorter);

    /// <summary>How many elements, or how much of their weight, lie between edges.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="bins">The edges in ascending order.</param>
    /// <param name="weight">A weight for each element; 1 where null.</param>
    /// <param name="density">Whether the integral is made 1.</param>
    /// <returns>The histogram and the edges.</returns>
    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, Tensor bins, Tensor? weight = null, bool density = false) =>
        Pair(HistogramBetween.CallMany(input, bins, weight, density));

    /// <summary>How many elements, or how much of their weight, lie in bins of one width.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="range">Where the first begins and the last ends; the least and the greatest element where null.</param>
    /// <param name="weight">A weight for each element; 1 where null.</param>
    /// <param name="density">Whether the integral is made 1.</param>
    /// <returns>The histogram and the edges.</returns>
    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, long bins, (double min, double max)? range = null, Tensor? weight = null, bool density = false) =>
        Pair(HistogramOf.CallMany(input, bins, range is { } between ? Value.Doubles([between.min, between.max]) : Value.None, weight, density));

    private static readonly Operator HistogramBetween = new("aten::histogram", "bins_tensor");
    private static readonly Operator HistogramOf = new("aten::histogram", "bin_ct");
    private static readonly Operator SearchSorted = new("aten::searchsorted", "Tensor");
    private static readonly Operator SearchSortedScalar = new("aten::searchsorted", "Scalar");
}
