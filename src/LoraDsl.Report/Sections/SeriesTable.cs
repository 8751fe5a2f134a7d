using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>A series over the steps as a table that can be read: at most a hundred rows, each over as many steps.</summary>
internal static class SeriesTable
{
    private const int MostRows = 100;

    /// <summary>Makes it.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="values">A value for each; those that are infinite or no number are counted.</param>
    /// <param name="format">Writes a value.</param>
    /// <param name="validations">Validations, which get a column when there are any.</param>
    public static Table Of(
        string caption,
        IReadOnlyList<long> steps,
        IReadOnlyList<double> values,
        Func<double?, string> format,
        IReadOnlyList<(long Step, double Value)> validations)
    {
        var rows = new List<IReadOnlyList<Markup>>();
        var count = Math.Min(MostRows, steps.Count);
        var validation = 0;
        for (var row = 0; row < count; row++)
        {
            var (from, to) = (Index(row), Index(row + 1));
            var finite = Enumerable.Range(from, to - from).Select(index => values[index]).Where(double.IsFinite).ToList();
            var bad = to - from - finite.Count;
            List<string> cells =
            [
                to - from == 1 ? Figures.Count(steps[from]) : $"{Figures.Count(steps[from])}–{Figures.Count(steps[to - 1])}",
                finite.Count == 0 ? "none" : format(finite.Average()),
                finite.Count == 0 ? "none" : format(finite.Min()),
                finite.Count == 0 ? "none" : format(finite.Max()),
                bad == 0 ? string.Empty : Figures.Count(bad),
            ];
            if (validations.Count > 0)
            {
                var inside = new List<string>();
                for (; validation < validations.Count && (validations[validation].Step <= steps[to - 1] || row == count - 1); validation++)
                    inside.Add(format(validations[validation].Value));
                cells.Add(inside.Count switch { 0 => string.Empty, <= 3 => string.Join(", ", inside), _ => $"{inside[^1]} (the last of {inside.Count})" });
            }

            rows.Add(Table.Row(cells));
        }

        List<string> columns = ["Step", "#Mean", "#Least", "#Greatest", "#Without a number"];
        if (validations.Count > 0)
            columns.Add("#Validation");
        return new Table(caption, columns, rows);

        int Index(int row) => (int)((long)row * steps.Count / count);
    }
}
