using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.Pages;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>A list to choose lines from, for charts that have more than can be told apart.</summary>
internal static class Picker
{
    /// <summary>Makes it; nothing when all lines are shown.</summary>
    /// <param name="what">What the lines are, in the plural.</param>
    /// <param name="first">Which are shown at first.</param>
    /// <param name="names">The names of the lines.</param>
    /// <param name="picked">Those that are shown at first, by index.</param>
    public static Markup Of(string what, string first, IReadOnlyList<string> names, IReadOnlySet<int> picked)
    {
        if (names.Count <= LineChart.MostPicked)
            return Markup.Empty;
        return Markup.Of($"""
            <details class="picker" id="picker" data-most="{LineChart.MostPicked}"><summary>{what} shown: <output>{picked.Count} of {names.Count}</output></summary>
            <p><label>Find <input type="search" data-filters="picker-list"></label> At most {LineChart.MostPicked} at a time; at first {first}.</p>
            <ul id="picker-list">{Markup.Join(names.Select((name, index) => Markup.Of(
                $"<li><label><input type=\"checkbox\" value=\"{index}\"{(picked.Contains(index) ? new Markup(" checked") : Markup.Empty)}> {name}</label></li>")))}</ul>
            </details>
            """);
    }
}
