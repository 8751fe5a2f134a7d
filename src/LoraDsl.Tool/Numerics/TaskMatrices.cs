using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Numerics;

/// <summary>Weighted combinations of matrices of one shape: of factors, or of products.</summary>
/// <param name="options">How.</param>
/// <param name="seed">Seed of DARE's dropping.</param>
internal sealed class TaskMatrices(CombinationOptions options, int seed)
{
    private readonly Random random = new(seed);

    /// <summary>The combination.</summary>
    /// <param name="matrices">The matrices.</param>
    /// <param name="weights">A weight for each.</param>
    public Matrix<double> Combine(IReadOnlyList<Matrix<double>> matrices, IReadOnlyList<double> weights) => options.Method switch
    {
        CombinationMethod.Ties or CombinationMethod.TiesSvd => Elected([.. matrices.Select(Trimmed)], weights),
        CombinationMethod.DareTies or CombinationMethod.DareTiesSvd => Elected([.. matrices.Select(Dropped)], weights),
        CombinationMethod.DareLinear or CombinationMethod.DareLinearSvd => Sum([.. matrices.Select(Dropped)], weights),
        CombinationMethod.MagnitudePrune or CombinationMethod.MagnitudePruneSvd => Sum([.. matrices.Select(Trimmed)], weights),
        _ => Sum(matrices, weights),
    };

    private static Matrix<double> Sum(IReadOnlyList<Matrix<double>> matrices, IReadOnlyList<double> weights) =>
        matrices.Zip(weights, (matrix, weight) => matrix * weight).Aggregate((left, right) => left + right);

    // The mean, over the matrices whose value has the elected sign, of the weighted values.
    private Matrix<double> Elected(Matrix<double>[] matrices, IReadOnlyList<double> weights) => Matrix<double>.Build.Dense(matrices[0].RowCount, matrices[0].ColumnCount, (row, column) =>
    {
        var elected = matrices.Sum(matrix => options.MajoritySign == MajoritySign.Total ? matrix[row, column] : Math.Sign(matrix[row, column])) >= 0 ? 1 : -1;
        var (sum, count) = (0.0, 0);
        for (var index = 0; index < matrices.Length; index++)
        {
            var value = matrices[index][row, column];
            if (Math.Sign(value) != elected)
                continue;
            sum += value * weights[index];
            count++;
        }

        return sum / Math.Max(1, count);
    });

    // The largest values by magnitude; how many is rounded down.
    private Matrix<double> Trimmed(Matrix<double> matrix)
    {
        var values = matrix.ToColumnMajorArray();
        var kept = (int)(options.Density!.Value * values.Length);
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(order, (left, right) => Math.Abs(values[right]).CompareTo(Math.Abs(values[left])) is not 0 and var sign ? sign : left.CompareTo(right));
        foreach (var index in order.AsSpan(kept))
            values[index] = 0;
        return Matrix<double>.Build.Dense(matrix.RowCount, matrix.ColumnCount, values);
    }

    private Matrix<double> Dropped(Matrix<double> matrix)
    {
        var density = options.Density!.Value;
        return density == 1 ? matrix : matrix.Map(value => random.NextDouble() < density ? value / density : 0, Zeros.Include);
    }
}
