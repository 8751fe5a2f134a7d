using LoraDsl.Tool.Files;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Numerics;

/// <summary>Combines the adapters of one layer, as `Combine` of the library does.</summary>
/// <param name="options">How.</param>
/// <param name="seed">Seed of this layer's dropping.</param>
internal sealed class LayerCombination(CombinationOptions options, int seed)
{
    private readonly TaskMatrices tasks = new(options, seed);

    /// <summary>The layer of the new adapter, whose scaling is 1.</summary>
    /// <param name="parts">The layer in the adapters that have it, with their weights.</param>
    /// <exception cref="InvalidDataException">The factors do not fit each other, or have values that are not finite.</exception>
    public AdapterLayer Of(IReadOnlyList<(AdapterLayer Layer, double Weight)> parts)
    {
        var first = parts[0].Layer;
        foreach (var (layer, _) in parts)
            RequireAlike(first, layer);
        var (a, b) = options.Method switch
        {
            CombinationMethod.Cat => Concatenated(parts),
            CombinationMethod.Svd => Nearest(parts, OfConcatenated(parts)),
            _ when options.TakesSingularValues => Nearest(parts, OfProducts(parts)),
            _ => OfFactors(parts),
        };
        return first with
        {
            A = a,
            B = b,
            Alpha = a.RowCount,
            Scaling = 1,
            Type = parts.All(part => part.Layer.Type == first.Type) ? first.Type : "F32",
        };
    }

    private static void RequireAlike(AdapterLayer first, AdapterLayer layer)
    {
        if (layer.Kind != first.Kind || layer.B.RowCount != first.B.RowCount || !layer.ShapeOfA.AsSpan(1).SequenceEqual(first.ShapeOfA.AsSpan(1)))
            throw new InvalidDataException($"'{layer.Path}' is {Text(first)} in one adapter and {Text(layer)} in another: combine adapters of one model.");
        if (!(layer.A.ForAll(double.IsFinite) && layer.B.ForAll(double.IsFinite)))
            throw new InvalidDataException($"An adapter has values for '{layer.Path}' that are not finite: train it again from before they came.");
    }

    private static string Text(AdapterLayer layer) =>
        FormattableString.Invariant($"a {layer.Kind} of {layer.B.RowCount} outputs and a kernel of ({string.Join(", ", layer.ShapeOfA[1..])})");

    private static (Matrix<double> A, Matrix<double> B) Concatenated(IReadOnlyList<(AdapterLayer Layer, double Weight)> parts) => (
        parts.Select(part => part.Layer.A * (part.Weight * part.Layer.Scaling)).Aggregate((above, below) => above.Stack(below)),
        parts.Select(part => part.Layer.B).Aggregate((left, right) => left.Append(right)));

    private static LowRankProduct OfConcatenated(IReadOnlyList<(AdapterLayer Layer, double Weight)> parts)
    {
        var (a, b) = Concatenated(parts);
        return new LowRankProduct(b, a);
    }

    private LowRankProduct OfProducts(IReadOnlyList<(AdapterLayer Layer, double Weight)> parts) => new(
        tasks.Combine([.. parts.Select(part => part.Layer.B * part.Layer.A * part.Layer.Scaling)], [.. parts.Select(part => part.Weight)]));

    private (Matrix<double> A, Matrix<double> B) OfFactors(IReadOnlyList<(AdapterLayer Layer, double Weight)> parts)
    {
        if (parts.Select(part => part.Layer.Rank).Distinct().Count() > 1)
        {
            throw new InvalidDataException(
                $"{options.Method} combines factors, but at '{parts[0].Layer.Path}' they have the ranks {string.Join(", ", parts.Select(part => part.Layer.Rank))}: take cat, or a method with singular values.");
        }

        // The sign stands on one side only, or a product of two would lose it.
        double[] weights = [.. parts.Select(part => part.Weight * part.Layer.Scaling)];
        double[] ofB = [.. weights.Select(weight => Math.Sqrt(Math.Abs(weight)))];
        double[] ofA = [.. ofB.Zip(weights, Math.CopySign)];
        return (tasks.Combine([.. parts.Select(part => part.Layer.A)], ofA), tasks.Combine([.. parts.Select(part => part.Layer.B)], ofB));
    }

    // Right singular vectors as A, left ones times the values as B; zeros where the product has fewer.
    private (Matrix<double> A, Matrix<double> B) Nearest(IReadOnlyList<(AdapterLayer Layer, double Weight)> parts, LowRankProduct product)
    {
        var first = parts[0].Layer;
        var rank = Math.Min(options.Rank ?? parts.Max(part => part.Layer.Rank), Math.Min(first.B.RowCount, first.A.ColumnCount));
        var values = product.Spectrum?.Values
            ?? throw new InvalidDataException($"The combination at '{first.Path}' has values that are not finite: take smaller weights.");
        var kept = Math.Min(rank, values.Count);
        var a = Matrix<double>.Build.Dense(rank, first.A.ColumnCount);
        var b = Matrix<double>.Build.Dense(first.B.RowCount, rank);
        a.SetSubMatrix(0, kept, 0, a.ColumnCount, product.RightVectors(kept));
        b.SetSubMatrix(0, b.RowCount, 0, kept, product.LeftVectors(kept));
        for (var index = 0; index < kept; index++)
            b.SetColumn(index, b.Column(index) * values[index]);
        return (a, b);
    }
}
