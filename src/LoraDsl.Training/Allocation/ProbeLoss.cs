namespace LoraDsl.Allocation;

/// <summary>A loss of ranks that is asked for once for the same question, and must be a number.</summary>
internal sealed class ProbeLoss(Func<IReadOnlyList<int>, int, double> loss)
{
    private readonly Dictionary<string, double> known = [];

    /// <summary>How many trials there were.</summary>
    public int Trials => known.Count;

    public double Of(int[] ranks, int effort = 1)
    {
        var key = FormattableString.Invariant($"{effort}:{string.Join(",", ranks)}");
        if (known.TryGetValue(key, out var value))
            return value;
        value = loss(ranks, effort);
        if (double.IsNaN(value))
        {
            throw new InvalidOperationException(
                $"The probe training at ranks ({string.Join(", ", ranks)}) ended with a loss that is not a number: lower its learning rate or look for NaN in its data.");
        }

        return known[key] = value;
    }
}
