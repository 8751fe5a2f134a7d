namespace LoraDsl.Allocation;

/// <summary>Largest-remainder (Hamilton) rounding.</summary>
internal static class LargestRemainder
{
    /// <summary>Rounds shares to whole numbers that sum to the total: all down, then up where the fraction is greatest, first come first.</summary>
    /// <param name="shares">Shares ≥ 0 whose sum is the total up to rounding errors.</param>
    /// <param name="total">The sum to reach.</param>
    public static int[] Round(IReadOnlyList<double> shares, int total)
    {
        // A share an ulp below a whole number is that number.
        var whole = shares.Select(share => (int)Math.Floor(share + 1e-9)).ToArray();
        var missing = total - whole.Sum();
        var byFraction = Enumerable.Range(0, whole.Length).OrderByDescending(index => shares[index] - whole[index]);
        foreach (var index in byFraction.Take(missing))
            whole[index]++;
        return whole;
    }
}
