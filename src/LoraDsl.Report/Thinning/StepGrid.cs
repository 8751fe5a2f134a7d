namespace LoraDsl.Reports.Html.Thinning;

/// <summary>
/// Thins the steps of a long run to as many as a chart can show. Steps are put together in buckets, and of each bucket a series keeps its
/// least and its greatest value in the order in which they came, so that no spike is lost.
/// </summary>
internal sealed class StepGrid
{
    private readonly int count;
    private readonly int buckets;

    /// <summary>A grid over a number of steps.</summary>
    /// <param name="count">How many steps there are.</param>
    /// <param name="most">How many points are kept at most; at least 2.</param>
    public StepGrid(int count, int most)
    {
        this.count = count;
        buckets = count <= most ? 0 : most / 2;
    }

    /// <summary>Whether steps were put together.</summary>
    public bool IsThinned => buckets > 0;

    /// <summary>Steps to a bucket, rounded up; 1 when every step is kept.</summary>
    public int StepsPerBucket => IsThinned ? (count + buckets - 1) / buckets : 1;

    /// <summary>Points that are kept.</summary>
    public int Points => IsThinned ? 2 * buckets : count;

    /// <summary>Index of the last step that a point stands for.</summary>
    /// <param name="point">The point.</param>
    public int LastIndex(int point) => IsThinned ? End(point / 2) - 1 : point;

    /// <summary>The steps of the points: the first and the last of each bucket.</summary>
    public long[] Steps(IReadOnlyList<long> steps)
    {
        var kept = new long[Points];
        for (var point = 0; point < kept.Length; point++)
            kept[point] = steps[!IsThinned ? point : point % 2 == 0 ? Start(point / 2) : End(point / 2) - 1];
        return kept;
    }

    /// <summary>The values of a series at the points; values that are infinite or no number are passed over, or left where there are no others.</summary>
    public double[] Values(Func<int, double> value)
    {
        var kept = new double[Points];
        if (!IsThinned)
        {
            for (var point = 0; point < kept.Length; point++)
                kept[point] = value(point);
            return kept;
        }

        for (var bucket = 0; bucket < buckets; bucket++)
            (kept[2 * bucket], kept[(2 * bucket) + 1]) = Extremes(value, Start(bucket), End(bucket));
        return kept;
    }

    private static (double First, double Second) Extremes(Func<int, double> value, int from, int to)
    {
        var (least, greatest) = ((Index: -1, Value: double.NaN), (Index: -1, Value: double.NaN));
        for (var index = from; index < to; index++)
        {
            var here = value(index);
            if (!double.IsFinite(here))
                continue;
            if (!(here >= least.Value))
                least = (index, here);
            if (!(here <= greatest.Value))
                greatest = (index, here);
        }

        return least.Index <= greatest.Index ? (least.Value, greatest.Value) : (greatest.Value, least.Value);
    }

    private int Start(int bucket) => (int)((long)bucket * count / buckets);

    private int End(int bucket) => Start(bucket + 1);
}
