using LoraDsl.Tool.Files;

namespace LoraDsl.Tool.Numerics;

/// <summary>W + s·B·A in a weight's own shape.</summary>
internal static class WeightMerge
{
    /// <summary>Adds a layer's product to its weight, in float64.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="weight">The weight's values, row by row; they become the merged ones.</param>
    /// <exception cref="InvalidDataException">The weight has another shape than the adapter is for.</exception>
    public static void Add(AdapterLayer layer, long[] shape, double[] weight)
    {
        long[] wanted = layer.Kind switch
        {
            LayerKind.Embedding => [layer.A.ColumnCount, layer.B.RowCount],
            LayerKind.Conv2d => [layer.B.RowCount, .. layer.ShapeOfA[1..]],
            _ => [layer.B.RowCount, layer.A.ColumnCount],
        };
        if (!shape.AsSpan().SequenceEqual(wanted))
            throw new InvalidDataException($"the weight of '{layer.Path}' has the shape ({string.Join(", ", shape)}), but the adapter is for ({string.Join(", ", wanted)}): is it an adapter of another model?");

        // An embedding's weight lies the other way round: a row for each input.
        var (left, right) = layer.Kind == LayerKind.Embedding ? (layer.A.Transpose(), layer.B.Transpose()) : (layer.B, layer.A);
        var columns = right.ColumnCount;
        Parallel.For(0, left.RowCount, row =>
        {
            var values = weight.AsSpan(row * columns, columns);
            var change = (left.Row(row) * right).AsArray() ?? throw new InvalidOperationException("A product of dense matrices is dense.");
            for (var column = 0; column < columns; column++)
            {
                if (!layer.Masked || values[column] != 0)
                    values[column] += layer.Scaling * change[column];
            }
        });
    }
}
