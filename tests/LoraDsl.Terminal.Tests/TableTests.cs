using LoraDsl.Allocation;
using LoraDsl.Analysis;
using LoraDsl.Ranks;
using LoraDsl.Reports;
using Spectre.Console;

namespace LoraDsl.Terminal.Tests;

public sealed class TableTests
{
    [Fact]
    public void An_allocation_has_a_row_for_each_adapter_and_brackets_are_no_markup()
    {
        var report = new RankAllocation(
            [new AllocatedBudget("Net", "[mine]", "proportional", BudgetUnit.Parameters, 100, 96, -4)],
            [new AllocatedRank("blocks.0.query", "Net", 0.125, 0.5, 1, 8, 3, 96, RankReason.Share, "its share of 3.4, rounded to 3 (down)")]);
        var table = report.ToTable();
        Assert.Equal(["adapter", "score", "share", "bounds", "rank", "parameters", "why"], Headers(table, "adapter"));
        var text = Rendering.Text(table);
        Assert.Contains("96 of 100 parameters given by [mine], proportional", text, StringComparison.Ordinal);
        Assert.Matches("blocks.0.query +1.250e-1 +50.0 % +1–8 +3 +96 +its share of 3.4, rounded to 3 \\(down\\)", text);
    }

    [Fact]
    public void A_history_has_a_row_for_each_change()
    {
        using var history = RankHistory.FromJson("""[{"step": 200, "path": "head", "old_rank": 3, "new_rank": 4, "kind": "Schedule", "reason": "[energy]"}]""");
        Assert.Equal(["adapter", "step", "from", "to", "by", "why"], Headers(history.ToTable(), "adapter"));
        Assert.Matches("head +200 +3 +4 +Schedule +\\[energy\\]", Rendering.Text(history.ToTable()));
    }

    [Fact]
    public void A_comparison_of_initializers_has_a_row_for_each_and_says_who_is_best()
    {
        var report = new InitializerReport(
            0.5, 10, [new("PiSSA", [new(0, 2, 1, 3, 4, 5, 0.25, false), new(1, 4, 1, 5, 4, null, 0.75, false)]), new("wild", [new(0, 0, 0, null, null, null, null, true)])]);
        var text = Rendering.Text(report.ToTable());
        Assert.Matches(@"PiSSA +3 +1 +4 +4 +5 +1/2 +0\.5 +0\.3536 +0", text);
        Assert.Matches(@"wild +0 +0 +- +- +- +0/1 +- +- +1", text);
        Assert.Contains("most stable: PiSSA", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recommendation_has_a_row_for_each_layer_under_what_all_take()
    {
        var recommended = RankRecommender.Recommend(new Architecture("[m]", [new("a", LayerType.AttentionOutput, 64, 64)]));
        Assert.Equal(["layer", "type", "rank", "parameters", "why"], Headers(recommended.ToTable(), "layer"));
        var text = Rendering.Text(recommended.ToTable());
        Assert.Contains("[m]: 10 ranks, 1,280 trainable values", text, StringComparison.Ordinal);
        Assert.Matches("a +attention_output +10 +1,280 +8 × 1.5 × 0.8 = 9.6", text);
    }

    private static string[] Headers(Table table, string first) => Rendering.Text(table)
        .Split('\n')
        .First(line => line.TrimStart().StartsWith(first, StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
