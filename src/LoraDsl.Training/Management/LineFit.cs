namespace LoraDsl.Management;

/// <summary>A line through values at 0, 1, 2, …, by least squares.</summary>
/// <param name="Slope">Its rise from one value to the next.</param>
/// <param name="Mean">The mean of the values.</param>
/// <param name="Count">How many values.</param>
internal readonly record struct LineFit(double Slope, double Mean, int Count)
{
    /// <summary>Its rise from the first value to the last.</summary>
    public double Rise => Slope * (Count - 1);

    /// <summary>Fits it.</summary>
    /// <param name="values">At least two values.</param>
    public static LineFit Through(IReadOnlyList<double> values)
    {
        var (mean, middle) = (values.Average(), (values.Count - 1) / 2.0);
        var (products, squares) = (0.0, 0.0);
        for (var index = 0; index < values.Count; index++)
        {
            products += (index - middle) * (values[index] - mean);
            squares += (index - middle) * (index - middle);
        }

        return new LineFit(products / squares, mean, values.Count);
    }
}
