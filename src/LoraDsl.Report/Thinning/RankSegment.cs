using LoraDsl.Reports.Html.History;

namespace LoraDsl.Reports.Html.Thinning;

/// <summary>A stretch of steps in which an adapter has one rank.</summary>
/// <param name="Adapter">Index of the adapter.</param>
/// <param name="From">Its first step.</param>
/// <param name="To">The step after its last.</param>
/// <param name="Rank">The rank.</param>
internal readonly record struct RankSegment(int Adapter, long From, long To, int Rank)
{
    /// <summary>The stretches of all adapters, one adapter after the other.</summary>
    /// <param name="history">The steps.</param>
    /// <param name="most">Where ranks move more often than this in all, they are looked at on a grid.</param>
    public static IReadOnlyList<RankSegment> Of(StepHistory history, int most)
    {
        if (history.Steps.Count == 0)
            return [];
        var every = Of(history, new StepGrid(history.Steps.Count, history.Steps.Count));
        return every.Count <= most ? every : Of(history, new StepGrid(history.Steps.Count, Math.Max(2, most / history.Adapters.Count)));
    }

    private static List<RankSegment> Of(StepHistory history, StepGrid grid)
    {
        var segments = new List<RankSegment>();
        var steps = grid.Steps(history.Steps);
        for (var adapter = 0; adapter < history.Adapters.Count; adapter++)
        {
            var ranks = history.Adapters[adapter].Ranks;
            for (var start = 0; start < steps.Length;)
            {
                var rank = ranks[grid.LastIndex(start)];
                var end = start + 1;
                while (end < steps.Length && ranks[grid.LastIndex(end)] == rank)
                    end++;
                if (rank != AdapterHistory.Absent)
                    segments.Add(new RankSegment(adapter, steps[start], end < steps.Length ? steps[end] : steps[^1] + 1, rank));
                start = end;
            }
        }

        return segments;
    }
}
