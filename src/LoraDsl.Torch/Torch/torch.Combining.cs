using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <inheritdoc cref="hstack(Tensor[])"/>
    public static Tensor hstack(IEnumerable<Tensor> tensors) => HStack.Call((Tensor[])[.. tensors]);

    /// <inheritdoc cref="hstack(Tensor[])"/>
    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => HStack.Call(tensors.ToArray());

    /// <inheritdoc cref="vstack(Tensor[])"/>
    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => VStack.Call(tensors.ToArray());

    /// <inheritdoc cref="vstack(Tensor[])"/>
    public static Tensor row_stack(params Tensor[] tensors) => VStack.Call(tensors);

    /// <inheritdoc cref="vstack(Tensor[])"/>
    public static Tensor row_stack(IList<Tensor> tensors) => VStack.Call((Tensor[])[.. tensors]);

    /// <inheritdoc cref="vstack(Tensor[])"/>
    public static Tensor row_stack(ReadOnlySpan<Tensor> tensors) => VStack.Call(tensors.ToArray());

    /// <summary>Tensors side by side as columns; a vector is one column.</summary>
    public static Tensor column_stack(params Tensor[] tensors) => ColumnStack.Call(tensors);

    /// <inheritdoc cref="column_stack(Tensor[])"/>
    public static Tensor column_stack(IList<Tensor> tensors) => ColumnStack.Call((Tensor[])[.. tensors]);

    /// <inheritdoc cref="column_stack(Tensor[])"/>
    public static Tensor column_stack(ReadOnlySpan<Tensor> tensors) => ColumnStack.Call(tensors.ToArray());

    /// <summary>Tensors behind each other: along the third of at least three dimensions.</summary>
    public static Tensor dstack(params Tensor[] tensors) => DStack.Call(tensors);

    /// <inheritdoc cref="dstack(Tensor[])"/>
    public static Tensor dstack(IList<Tensor> tensors) => DStack.Call((Tensor[])[.. tensors]);

    /// <inheritdoc cref="dstack(Tensor[])"/>
    public static Tensor dstack(IEnumerable<Tensor> tensors) => DStack.Call((Tensor[])[.. tensors]);

    /// <inheritdoc cref="dstack(Tensor[])"/>
    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => DStack.Call(tensors.ToArray());

    /// <summary>All ways to take an element of each vector, a row each.</summary>
    public static Tensor cartesian_prod(params Tensor[] tensors) => CartesianProduct.Call(tensors);

    /// <inheritdoc cref="cartesian_prod(Tensor[])"/>
    public static Tensor cartesian_prod(IList<Tensor> tensors) => CartesianProduct.Call((Tensor[])[.. tensors]);

    /// <inheritdoc cref="cartesian_prod(Tensor[])"/>
    public static Tensor cartesian_prod(ReadOnlySpan<Tensor> tensors) => CartesianProduct.Call(tensors.ToArray());

    /// <summary>All ways to take r elements of a vector in its order, a row each.</summary>
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) => Combinations.Call(input, r, with_replacement);

    /// <summary>The coordinates of a grid over vectors; <c>"ij"</c> keeps their order, <c>"xy"</c> swaps the first two dimensions.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Meshgrid.CallMany((Tensor[])[.. tensors], indexing);

    /// <summary>The product of a chain of matrices, in the cheapest order.</summary>
    public static Tensor chain_matmul(params Tensor[] matrices) => linalg.multi_dot(matrices);

    /// <summary>The rows and columns of a matrix's lower triangle, (2, count).</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        TrilIndices.Call(row, col, offset, dtype, Value.None, InitializeDevice(device));

    /// <summary>The rows and columns of a matrix's upper triangle, (2, count).</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        TriuIndices.Call(row, col, offset, dtype, Value.None, InitializeDevice(device));

    private static readonly Operator CartesianProduct = new("aten::cartesian_prod");
    private static readonly Operator ColumnStack = new("aten::column_stack");
    private static readonly Operator Combinations = new("aten::combinations");
    private static readonly Operator DStack = new("aten::dstack");
    private static readonly Operator Meshgrid = new("aten::meshgrid", "indexing");
    private static readonly Operator TrilIndices = new("aten::tril_indices");
    private static readonly Operator TriuIndices = new("aten::triu_indices");
}
