namespace LoraDsl.Reports.Html.Charts;

/// <summary>What the page's script draws, by the names of the figures.</summary>
/// <param name="Lines">Charts of lines.</param>
/// <param name="Ranks">Heat maps of ranks.</param>
/// <param name="Scatters">Charts of points.</param>
internal sealed record PageCharts(
    IReadOnlyDictionary<string, LineChart> Lines,
    IReadOnlyDictionary<string, RankMap> Ranks,
    IReadOnlyDictionary<string, ScatterChart> Scatters);
