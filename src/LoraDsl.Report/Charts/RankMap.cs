namespace LoraDsl.Reports.Html.Charts;

/// <summary>The heat map of ranks over the steps.</summary>
/// <param name="Adapters">The adapters' paths.</param>
/// <param name="From">The first step.</param>
/// <param name="To">The step after the last.</param>
/// <param name="Highest">The highest rank.</param>
/// <param name="Segments">Adapter, first step, step after the last, and rank of each stretch in which a rank stayed.</param>
internal sealed record RankMap(IReadOnlyList<string> Adapters, long From, long To, int Highest, IReadOnlyList<long[]> Segments);
