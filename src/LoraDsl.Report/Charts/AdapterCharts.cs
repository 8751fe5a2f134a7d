using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Thinning;

namespace LoraDsl.Reports.Html.Charts;

/// <summary>The charts of the adapters' norms, a line for each adapter.</summary>
internal static class AdapterCharts
{
    /// <summary>Points of all lines of a chart together.</summary>
    private const int MostPoints = 24_000;

    /// <summary>Makes them.</summary>
    public static IEnumerable<(string Name, LineChart Chart)> Of(StepHistory steps)
    {
        var grid = new StepGrid(steps.Steps.Count, Math.Clamp(MostPoints / steps.Adapters.Count, 12, 600));
        var over = grid.Steps(steps.Steps);
        if (Chart("norm of the gradients", adapter => adapter.GradientNorms, true) is { } gradients)
            yield return ("gradient-norms", gradients);
        if (Chart("‖A‖", adapter => adapter.NormsOfA, false) is { } normsOfA)
            yield return ("norms-a", normsOfA);
        if (Chart("‖B‖", adapter => adapter.NormsOfB, false) is { } normsOfB)
            yield return ("norms-b", normsOfB);

        LineChart? Chart(string name, Func<AdapterHistory, IReadOnlyList<float>> norms, bool mayBeLogarithmic)
        {
            if (!steps.Adapters.Any(adapter => norms(adapter).Any(float.IsFinite)))
                return null;
            List<ChartLine> lines =
            [
                .. steps.Adapters.Select(adapter => new ChartLine(
                    adapter.Path, LineLook.Plain, 0, ChartValues.Of(grid.Values(step => norms(adapter)[step])))),
            ];
            var logarithmic = mayBeLogarithmic && ChartValues.SpanPowers(lines.SelectMany(line => line.Values));
            return new LineChart(name, false, logarithmic, lines.Count > LineChart.MostPicked, [over], lines, [], []);
        }
    }

    /// <summary>
    /// The adapters that are picked when there are too many to show: those with the largest mean gradient and those with the smallest, half
    /// of each, in the model's order.
    /// </summary>
    public static IReadOnlySet<int> Picked(StepHistory steps)
    {
        var count = steps.Adapters.Count;
        if (count <= LineChart.MostPicked)
            return Enumerable.Range(0, count).ToHashSet();
        List<int> byGradient = [.. Enumerable.Range(0, count).OrderByDescending(index => Mean(steps.Adapters[index].GradientNorms))];
        const int Half = 3;
        return byGradient.Take(Half).Concat(byGradient.TakeLast(Half)).ToHashSet();
    }

    private static double Mean(IReadOnlyList<float> values) =>
        values.Where(float.IsFinite).Select(value => (double)value).DefaultIfEmpty(0).Average();
}
