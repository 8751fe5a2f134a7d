using static TorchSharp.torch;

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

    /// <summary>Learns values from rows.</summary>
    /// <param name="rows">At least one row, all of one length.</param>
    /// <param name="values">A value for each row.</param>
    /// <param name="penalty">λ, above 0, so that there is one answer whatever the rows.</param>
    public RidgeRegression(double[][] rows, double[] values, double penalty)
    {
        var width = rows[0].Length;
        means = [.. Enumerable.Range(0, width).Select(column => rows.Average(row => row[column]))];
        deviations = [.. means.Select((mean, column) => Math.Sqrt(rows.Average(row => (row[column] - mean) * (row[column] - mean))))];
        intercept = values.Average();

        using var scope = NewDisposeScope();
        var z = tensor(rows.SelectMany(Standardise).ToArray()).view(rows.Length, width);
        var y = tensor(values).sub(intercept).view(rows.Length, 1);
        var system = z.t().mm(z).div(rows.Length).add(eye(width, dtype: ScalarType.Float64).mul(penalty));
        weights = [.. linalg.solve(system, z.t().mm(y).div(rows.Length)).data<double>()];
    }

    /// <summary>The value that a row is expected to have.</summary>
    public double Predict(double[] row) => intercept + Standardise(row).Zip(weights, (value, weight) => value * weight).Sum();

    // A column that does not vary says nothing.
    private double[] Standardise(double[] row) =>
        [.. row.Select((value, column) => deviations[column] > 0 ? (value - means[column]) / deviations[column] : 0)];
}
