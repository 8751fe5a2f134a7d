using LoraDsl.Tool.Files;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Numerics;

/// <summary>W + s·B·A in a weight's own shape, a block of rows after the other.</summary>
internal sealed class WeightMerge
{
    private readonly AdapterLayer layer;
    private readonly Matrix<double> left;
    private readonly Matrix<double> right;

    /// <summary>Prepares the product of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="isTransposed">Whether a linear layer's weight is stored as inputs × outputs.</param>
    public WeightMerge(AdapterLayer layer, bool isTransposed)
    {
        // An embedding's weight lies the other way round, too: a row for each input.
        this.layer = layer;
        (left, right) = layer.Kind == LayerKind.Embedding || isTransposed ? (layer.A.Transpose(), layer.B.Transpose()) : (layer.B, layer.A);
    }

    /// <summary>The shape of the weight that a layer is for.</summary>
    public static long[] ShapeOf(AdapterLayer layer) => layer.Kind switch
    {
        LayerKind.Embedding => [layer.A.ColumnCount, layer.B.RowCount],
        LayerKind.Linear => [layer.B.RowCount, layer.A.ColumnCount],
        _ => [layer.B.RowCount, .. layer.ShapeOfA[1..]],
    };

    /// <summary>Adds the product to some rows of the weight, in float64.</summary>
    /// <param name="first">The number of the first of them.</param>
    /// <param name="rows">Their values, row by row; they become the merged ones.</param>
    public void Add(int first, double[] rows)
    {
        var columns = right.ColumnCount;
        if (layer.Rank == 0 || columns == 0)
            return;
        Parallel.For(0, rows.Length / columns, row =>
        {
            var values = rows.AsSpan(row * columns, columns);
            var change = (left.Row(first + row) * right).AsArray() ?? throw new InvalidOperationException("A product of dense matrices is dense.");
            for (var column = 0; column < columns; column++)
            {
                if (!layer.Masked || values[column] != 0)
                    values[column] += layer.Scaling * change[column];
            }
        });
    }
}
