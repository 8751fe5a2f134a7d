namespace LoraDsl.Importance;

/// <summary>
/// Ridge regression in closed form: of standardised columns Z and centred values y over n rows, w = (ZᵀZ/n + λI)⁻¹·Zᵀy/n, the least
/// of mean squared error + λ·‖w‖² (Hoerl and Kennard, 1970).
/// </summary>
internal sealed class RidgeRegression
{
    private readonly double[] means;
    private readonly double[] deviations;
    private readonly double[] weights;
    private readonly double intercept;

    private RidgeRegression(double[] means, double[] deviations, double[] weights, double intercept)
    {
        this.means = means;
        this.deviations = deviations;
        this.weights = weights;
        this.intercept = intercept;
    }

    /// <summary>Learns values from rows.</summary>
    /// <param name="rows">At least one row, all of one length.</param>
    /// <param name="values">A value for each row.</param>
    /// <param name="penalty">λ, above 0, so that there is one answer whatever the rows.</param>
    public static RidgeRegression Fit(double[][] rows, double[] values, double penalty)
    {
        var width = rows[0].Length;
        var columns = Enumerable.Range(0, width).Select(column => rows.Select(row => row[column]).ToArray()).ToArray();
        double[] means = [.. columns.Select(column => column.Average())];
        double[] deviations = [.. columns.Select((column, index) => Deviation(column, means[index]))];
        var standard = rows.Select(row => Standardise(row, means, deviations)).ToArray();
        var intercept = values.Average();

        var matrix = new double[width, width];
        var right = new double[width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < width; j++)
                matrix[i, j] = standard.Average(row => row[i] * row[j]);
            matrix[i, i] += penalty;
            right[i] = standard.Select((row, index) => row[i] * (values[index] - intercept)).Average();
        }

        return new RidgeRegression(means, deviations, Solve(matrix, right), intercept);
    }

    /// <summary>The value that a row is expected to have.</summary>
    public double Predict(double[] row) =>
        intercept + Standardise(row, means, deviations).Zip(weights, (value, weight) => value * weight).Sum();

    private static double Deviation(double[] column, double mean) => Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));

    // A column that does not vary says nothing.
    private static double[] Standardise(double[] row, double[] means, double[] deviations) =>
        [.. row.Select((value, index) => deviations[index] > 0 ? (value - means[index]) / deviations[index] : 0)];

    // By Cholesky's decomposition L·Lᵀ, in place: the penalty makes the matrix positive definite.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[row, column];
                for (var k = 0; k < column; k++)
                    sum -= matrix[row, k] * matrix[column, k];
                matrix[row, column] = row == column ? Math.Sqrt(sum) : sum / matrix[column, column];
            }
        }

        var solution = (double[])right.Clone();
        for (var row = 0; row < size; row++)
        {
            for (var k = 0; k < row; k++)
                solution[row] -= matrix[row, k] * solution[k];
            solution[row] /= matrix[row, row];
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < size; k++)
                solution[row] -= matrix[k, row] * solution[k];
            solution[row] /= matrix[row, row];
        }

        return solution;
    }
}
