namespace LoraDsl.Reports.Html.Charts;

/// <summary>A chart of lines over the steps, as the page's script reads it.</summary>
/// <param name="Name">What the vertical axis shows.</param>
/// <param name="Share">Whether values are shares of 1, to be shown in percent.</param>
/// <param name="Logarithmic">Whether the vertical axis is logarithmic.</param>
/// <param name="Pick">Whether there are too many lines to show them all: then those are shown that are picked, on the range of all.</param>
/// <param name="Steps">Steps that lines share.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Marks">Single points that are pointed out.</param>
/// <param name="Gaps">Steps at which the value was infinite or no number, at most the first of them.</param>
internal sealed record LineChart(
    string Name,
    bool Share,
    bool Logarithmic,
    bool Pick,
    IReadOnlyList<long[]> Steps,
    IReadOnlyList<ChartLine> Lines,
    IReadOnlyList<ChartMark> Marks,
    IReadOnlyList<long> Gaps)
{
    /// <summary>Lines that can be told apart in one chart.</summary>
    public const int MostPicked = 8;
}

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Look">How it is drawn.</param>
/// <param name="Steps">Which of the chart's steps it is over.</param>
/// <param name="Values">A value for each step; <see langword="null"/> where there is none.</param>
internal sealed record ChartLine(string Name, LineLook Look, int Steps, IReadOnlyList<double?> Values);

/// <summary>A point that is pointed out.</summary>
/// <param name="Step">Its step.</param>
/// <param name="Value">Its value.</param>
/// <param name="Label">What it is.</param>
internal sealed record ChartMark(long Step, double? Value, string Label);

/// <summary>How a line is drawn.</summary>
internal enum LineLook
{
    /// <summary>A line of several, told apart by colour, dashes and markers.</summary>
    Plain = 0,

    /// <summary>Thin and pale, behind the others.</summary>
    Faint = 1,

    /// <summary>Points with markers, joined.</summary>
    Marked = 2,

    /// <summary>Steps, for whole numbers that jump.</summary>
    Stairs = 3,

    /// <summary>A bound.</summary>
    Bound = 4,
}
