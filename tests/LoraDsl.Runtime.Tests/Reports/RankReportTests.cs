using System.Text.Json;
using LoraDsl.Adapters;
using LoraDsl.Allocation;
using LoraDsl.Importance;
using LoraDsl.Ranks;
using LoraDsl.Reports;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Reports;

public sealed class RankReportTests
{
    private static readonly RankAllocation s_report = new(
        [new AllocatedBudget("Net", "gradient norm L2", "proportional", BudgetUnit.Parameters, 100, 96, -4)],
        [new AllocatedRank("blocks.0.query", "Net", 0.125, 0.5, 1, 8, 3, 96, RankReason.Share, "its share of 3.4, rounded to 3 (down)")]);

    [Fact]
    public void Property_names_of_the_json_stay()
    {
        Assert.Equal(
            """
            {
              "budgets": [
                {
                  "owner": "Net",
                  "measure": "gradient norm L2",
                  "allocation": "proportional",
                  "unit": "Parameters",
                  "amount": 100,
                  "spent": 96,
                  "drift": -4
                }
              ],
              "ranks": [
                {
                  "path": "blocks.0.query",
                  "owner": "Net",
                  "score": 0.125,
                  "share": 0.5,
                  "min_rank": 1,
                  "max_rank": 8,
                  "rank": 3,
                  "parameters": 96,
                  "reason": "Share",
                  "why": "its share of 3.4, rounded to 3 (down)"
                }
              ]
            }
            """,
            s_report.ToJson());
    }

    [Fact]
    public void A_report_comes_back_from_its_json_as_it_was()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        var report = model.Lora.AllocateRanks([randn(8, 6)], x => model.forward(x).square().mean());
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "ranks.json");
        report.Save(file);
        var read = RankAllocation.FromJson(File.ReadAllText(file));
        Assert.Equal(report.Budgets, read.Budgets);
        Assert.Equal(report.Ranks, read.Ranks);
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"budgets": [], "ranks": [{"path": "a"}]}""")]
    [InlineData("not json")]
    public void What_is_no_report_is_refused(string json) => Assert.Throws<JsonException>(() => RankAllocation.FromJson(json));

    [Fact]
    public void The_text_says_what_was_measured_given_and_why()
    {
        var lines = s_report.ToString().Split('\n');
        Assert.Equal("96 of 100 parameters given by gradient norm L2, proportional; rounding alone missed it by -4", lines[0]);
        Assert.Equal("adapter              score    share   rank   parameters  why", lines[1]);
        Assert.Equal("blocks.0.query   1.2500e-1   50.0%      3           96  its share of 3.4, rounded to 3 (down)", lines[2].Replace(" %", "%", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_adapter_of_an_allocation_has_its_reason()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new AdaptiveNet();
        var report = model.Lora.AllocateRanks([randn(8, 6)], x => model.forward(x).square().mean(), new TaylorImportance());
        Assert.All(report.Ranks, entry => Assert.NotEqual(RankReason.NotSaid, entry.Reason));
        // A budget of three for one adapter alone, and 12 ranks for five.
        Assert.Equal(3, report.Budgets.Count);
        Assert.Equal(RankReason.Share, report.Ranks.Single(entry => entry.Path == "blocks.0.gate").Reason);
    }

    [Fact]
    public void An_allocation_of_the_users_own_need_not_say_why()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        var report = model.Lora.AllocateRanks([randn(8, 6)], x => model.forward(x).square().mean(), allocation: new Silent());
        Assert.All(report.Ranks, entry => Assert.Equal((RankReason.NotSaid, 1), (entry.Reason, entry.Rank)));
        Assert.All(report.Budgets, budget => Assert.Equal("silent", budget.Allocation));
    }

    [Fact]
    public void The_history_records_what_happens_until_it_is_disposed()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        using var history = new RankHistory(model.Lora);
        var given = model.Lora.AllocateRanksEvenly();
        Assert.Equal(given.Ranks.Select(entry => (entry.Path, 0, entry.Rank)), history.Changes.Select(change => (change.Path, change.OldRank, change.NewRank)));
        Assert.All(history.Changes, change => Assert.Equal(RankChangeKind.Allocation, change.Kind));
        Assert.All(history.Changes, change => Assert.Contains("even shares, proportional: ", change.Reason, StringComparison.Ordinal));

        model.Lora.OnRankChanged(new RankChange(200, "head", 3, 4, RankChangeKind.Schedule, "energy"));
        Assert.Equal(model.Lora.Head.Rank, history.RankAt("head", 199));
        Assert.Equal(4, history.RankAt("head", 200));
        Assert.Null(history.RankAt("nowhere", 200));

        history.Dispose();
        model.Lora.OnRankChanged(new RankChange(300, "head", 4, 5, RankChangeKind.Schedule, "energy"));
        Assert.Equal(4, history.RankAt("head", 300));
    }

    [Fact]
    public void A_history_comes_back_from_its_json()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        using var history = new RankHistory(model.Lora);
        model.Lora.OnRankChanged(new RankChange(200, "head", 3, 4, RankChangeKind.Schedule, "energy"));
        Assert.Equal(
            """
            [
              {
                "step": 200,
                "path": "head",
                "old_rank": 3,
                "new_rank": 4,
                "kind": "Schedule",
                "reason": "energy"
              }
            ]
            """,
            history.ToJson());
        using var read = RankHistory.FromJson(history.ToJson());
        Assert.Equal(history.Changes, read.Changes);
        Assert.Contains("    200  head        3 -> 4    Schedule    energy", read.ToString(), StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        history.Save(Path.Combine(folder.Path, "history.json"));
        Assert.Equal(history.ToJson() + "\n", File.ReadAllText(Path.Combine(folder.Path, "history.json")));
        Assert.Throws<JsonException>(() => RankHistory.FromJson("{}"));
    }

    private sealed class Silent : IRankAllocation
    {
        public string Name => "silent";

        public RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget) =>
            new([.. requests.Select(_ => 1)], requests.Count, 0);
    }
}
