namespace Shared.Reporting;

/// <summary>The ranks of many adapters in few words.</summary>
internal static class RankText
{
    /// <summary>The rank that most adapters have and the exceptions, or where there is no such rank, the ranks by layer, block after block.</summary>
    public static string Of(IReadOnlyDictionary<string, int> ranks)
    {
        if (ranks.Count == 0)
            return "";
        var common = ranks.Values.CountBy(rank => rank).MaxBy(group => group.Value);
        if (2 * common.Value <= ranks.Count || ranks.Count - common.Value > 2)
        {
            var layers = ranks
                .GroupBy(entry => entry.Key[(entry.Key.LastIndexOf('.') + 1)..], entry => entry.Value)
                .Select(layer => $"{layer.Key} {string.Join('·', layer)}");
            return $"{string.Join(", ", layers)}; {ranks.Values.Sum()} in total";
        }

        var exceptions = ranks.Where(entry => entry.Value != common.Key).Select(entry => $", {entry.Key} {entry.Value}");
        return $"{common.Key}{string.Concat(exceptions)}";
    }
}
