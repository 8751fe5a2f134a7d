using LoraDsl.Tool.Files;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Numerics;

/// <summary>What an adapter makes of a tensor of the base: each part that is there is done, in the order in which they stand here.</summary>
internal sealed record TensorChange
{
    /// <summary>The path of the layer, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>Values that take the place of the base's: a head that was trained whole, an embedding that was saved with its adapter, a bias.</summary>
    public Matrix<double>? Replacement { get; init; }

    /// <summary>Rows that were trained one by one, and their values.</summary>
    public (IReadOnlyList<int> Rows, Matrix<double> Values)? Tokens { get; init; }

    /// <summary>The layer whose product is added.</summary>
    public AdapterLayer? Layer { get; init; }

    /// <summary>Whether the weight is stored as inputs × outputs.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>DoRA's magnitude of each row.</summary>
    public Matrix<double>? Magnitudes { get; init; }

    /// <summary>A bias on B, and the scaling that it is added with.</summary>
    public (Matrix<double> Values, double Scaling)? FactorBias { get; init; }

    /// <summary>Changes a block of rows.</summary>
    /// <param name="first">The number of the first row.</param>
    /// <param name="values">The values, row by row.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="merge">The product of <see cref="Layer"/>, prepared.</param>
    public void Apply(int first, double[] values, int columns, WeightMerge? merge)
    {
        var rows = columns == 0 ? 0 : values.Length / columns;
        if (Replacement is { } replaced)
            Each((row, column, _) => replaced[first + row, column]);
        if (Tokens is var (numbers, trained))
        {
            foreach (var (index, number) in numbers.Index().Where(token => token.Item >= first && token.Item < first + rows))
                trained.Row(index).AsArray()?.CopyTo(values, (number - first) * columns);
        }

        merge?.Add(first, values);
        if (Magnitudes is { } magnitudes)
        {
            double[] factors = [.. Enumerable.Range(0, rows).Select(row => magnitudes[first + row, 0] / Math.Sqrt(SquareSum(values.AsSpan(row * columns, columns))))];
            Each((row, _, value) => value * factors[row]);
        }

        if (FactorBias is var (bias, scaling))
            Each((row, column, value) => value + (scaling * bias[first + row, column]));

        void Each(Func<int, int, double, double> change)
        {
            for (var index = 0; index < values.Length; index++)
                values[index] = change(index / columns, index % columns, values[index]);
        }
    }

    private static double SquareSum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value * value;
        return sum;
    }
}
