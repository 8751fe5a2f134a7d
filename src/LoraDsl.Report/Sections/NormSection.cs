using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>Norms of the adapters' factors and of their gradients.</summary>
internal static class NormSection
{
    private static readonly (string Id, string Heading, string Caption, Func<AdapterHistory, IReadOnlyList<float>> Values)[] Norms =
    [
        ("gradient-norms", "Gradient norms", "The norm of the gradients of A and B together.", adapter => adapter.GradientNorms),
        ("norms-a", "Norm of A", "‖A‖ in the Frobenius norm.", adapter => adapter.NormsOfA),
        ("norms-b", "Norm of B", "‖B‖ in the Frobenius norm; it is 0 where an adapter starts as nothing.", adapter => adapter.NormsOfB),
    ];

    /// <summary>Makes it.</summary>
    public static Markup Of(RunHistory run, PageCharts charts, bool drawn)
    {
        var figures = Norms.Where(norm => charts.Lines.ContainsKey(norm.Id)).Select(norm => Figure(norm.Id, norm.Heading, norm.Caption, norm.Values)).ToList();
        return figures.Count == 0
            ? Markup.Of($"<p>No norm was recorded.</p>")
            : Markup.Of($"{(drawn ? Picker.Of("Adapters", "those with the largest and the smallest mean gradients", [.. run.Steps.Adapters.Select(adapter => adapter.Path)], AdapterCharts.Picked(run.Steps)) : Markup.Empty)}<div class=\"figures\">{Markup.Join(figures.Select(figure => figure.Render(drawn)))}</div>");

        ChartFigure Figure(string id, string heading, string caption, Func<AdapterHistory, IReadOnlyList<float>> values)
        {
            var chart = charts.Lines[id];
            var note = $"{caption}{(chart.Pick ? " The grey band is the range of all adapters." : string.Empty)}{(chart.Logarithmic ? " The axis is logarithmic." : string.Empty)}";
            var last = run.Steps.Adapters.Select(adapter => (double)values(adapter)[^1]).Where(double.IsFinite).ToList();
            var range = last.Count == 0 ? string.Empty : $"; at the last step from {Figures.Number(last.Min())} to {Figures.Number(last.Max())}";
            return new ChartFigure(
                id, heading, Markup.Of($"{note}"), $"{heading} of {Figures.Count(run.Steps.Adapters.Count, "adapter")}{range}.", Summaries(heading, run.Steps, values))
            {
                Wide = true,
            };
        }
    }

    private static Table Summaries(string heading, StepHistory steps, Func<AdapterHistory, IReadOnlyList<float>> values) => new(
        $"{heading.ToLowerInvariant()} of each adapter",
        ["Adapter", "#First", "#Least", "#Mean", "#Greatest", "#Last"],
        [.. steps.Adapters.Select(adapter => Row(adapter.Path, values(adapter)))]);

    private static IReadOnlyList<Markup> Row(string path, IReadOnlyList<float> values)
    {
        List<double> finite = [.. values.Where(float.IsFinite).Select(value => (double)value)];
        return finite.Count == 0
            ? Table.Row(path, "none", "none", "none", "none", "none")
            : Table.Row([path, .. new[] { finite[0], finite.Min(), finite.Average(), finite.Max(), finite[^1] }.Select(value => Figures.Number(value))]);
    }
}
