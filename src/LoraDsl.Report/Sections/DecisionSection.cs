using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>What was decided about ranks, and why.</summary>
internal static class DecisionSection
{
    /// <summary>Decisions in the table at most; a page of all that a long run took would be too large to open.</summary>
    private const int Most = 2000;

    /// <summary>Makes it.</summary>
    public static Markup Of(RunHistory run)
    {
        if (run.Decisions.Count == 0)
            return Markup.Of($"<p>No decision about a rank was written down.</p>");
        var shown = Shown(run.Decisions);
        var left = run.Decisions.Count - shown.Count;
        var note = left == 0
            ? Markup.Empty
            : Markup.Of($"<p>Of {Figures.Count(run.Decisions.Count, "decision")} the table has {Figures.Count(shown.Count)}: changes before others, then the latest. decisions.jsonl has all.</p>");
        var table = new Table(
            "decisions about ranks",
            ["#Step", "Adapter", "#Rank before", "#Rank after", "Rule", "Reason"],
            [.. shown.Select(decision => Table.Row(Figures.Count(decision.Step), decision.Adapter, Figures.Count(decision.OldRank), After(decision), decision.Rule, decision.Reason))]);
        return Markup.Of($"""
            {note}
            <form class="filter" data-table="decision-table" hidden>
            <label>Find <input type="search" name="text" placeholder="adapter, rule, reason"></label>
            <label>Rule <select name="rule"><option value="">all</option>{Markup.Join(Rules(shown))}</select></label>
            <label><input type="checkbox" name="changes"> only changes</label>
            <output aria-live="polite"></output>
            </form>
            {table.Render(new Markup(" id=\"decision-table\""))}
            """);
    }

    private static IEnumerable<Markup> Rules(IReadOnlyList<RankDecision> decisions) => decisions
        .CountBy(decision => decision.Rule, StringComparer.Ordinal)
        .OrderBy(rule => rule.Key, StringComparer.Ordinal)
        .Select(rule => Markup.Of($"<option value=\"{rule.Key}\">{rule.Key} ({rule.Value})</option>"));

    private static IReadOnlyList<RankDecision> Shown(IReadOnlyList<RankDecision> all) => all.Count <= Most
        ? all
        : [.. all.OrderBy(decision => decision.NewRank == decision.OldRank).ThenByDescending(decision => decision.Step).Take(Most).OrderBy(decision => decision.Step)];

    /// <summary>An arrow says which way, for those who look down the column.</summary>
    private static string After(RankDecision decision) => (decision.NewRank - decision.OldRank) switch
    {
        > 0 => $"▲ {Figures.Count(decision.NewRank)}",
        < 0 => $"▼ {Figures.Count(decision.NewRank)}",
        _ => Figures.Count(decision.NewRank),
    };
}
