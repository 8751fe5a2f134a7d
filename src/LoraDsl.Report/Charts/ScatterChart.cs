namespace LoraDsl.Reports.Html.Charts;

/// <summary>A chart of points in groups.</summary>
/// <param name="XName">What the horizontal axis shows.</param>
/// <param name="YName">What the vertical axis shows.</param>
/// <param name="Share">Whether vertical values are shares of 1.</param>
/// <param name="Groups">The points, in groups that are told apart by colour and marker.</param>
/// <param name="Front">Points of the Pareto front, from left to right.</param>
internal sealed record ScatterChart(
    string XName, string YName, bool Share, IReadOnlyList<ScatterGroup> Groups, IReadOnlyList<double?[]> Front);

/// <summary>Points that belong together.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Points">Horizontal and vertical values.</param>
/// <param name="Labels">A label for each.</param>
internal sealed record ScatterGroup(string Name, IReadOnlyList<double?[]> Points, IReadOnlyList<string> Labels);
