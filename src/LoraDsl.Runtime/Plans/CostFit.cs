namespace LoraDsl.Plans;

/// <summary>The costs, none below zero, that explain measured times with the least sum of squared relative errors.</summary>
internal static class CostFit
{
    private const int Rounds = 2000;

    /// <summary>Fits by coordinate descent: each cost in turn is set to what suits it best, given the others.</summary>
    /// <param name="amounts">For each measurement, how much there was to do of each kind.</param>
    /// <param name="times">For each measurement its time.</param>
    public static double[] Of(IReadOnlyList<double[]> amounts, IReadOnlyList<double> times)
    {
        var kinds = amounts[0].Length;
        var costs = new double[kinds];
        for (var round = 0; round < Rounds; round++)
        {
            for (var kind = 0; kind < kinds; kind++)
            {
                double numerator = 0, denominator = 0;
                for (var index = 0; index < times.Count; index++)
                {
                    var relative = amounts[index][kind] / times[index];
                    var rest = 1.0;
                    for (var other = 0; other < kinds; other++)
                        rest -= other == kind ? 0 : costs[other] * amounts[index][other] / times[index];
                    numerator += relative * rest;
                    denominator += relative * relative;
                }

                costs[kind] = denominator == 0 ? 0 : Math.Max(0, numerator / denominator);
            }
        }

        return costs;
    }
}
