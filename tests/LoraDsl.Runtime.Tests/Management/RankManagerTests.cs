using LoraDsl.Formats.Runs;
using LoraDsl.Management;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Management;

public sealed class RankManagerTests
{
    private static readonly RankManagerSettings Quick = new() { Patience = 3, InitialRank = 6 };

    [Fact]
    public void A_stagnant_training_gains_rank_where_it_can()
    {
        using var model = Started(Quick, out var manager);
        Assert.Empty(manager.Observe(10, 1, 0.5));
        Assert.Empty(manager.Observe(20, 1, 0.5));
        var decisions = manager.Observe(30, 1, 0.5);

        Assert.Equal(["query", "value", "dynamic", "head"], decisions.Select(decision => decision.Adapter));
        Assert.Equal([(6, 8, true), (6, 8, true), (6, 8, true), (4, 6, false)], decisions.Select(decision => (decision.OldRank, decision.NewRank, decision.Applied)));
        Assert.All(decisions, decision => Assert.Equal((30, "stagnant"), (decision.Step, decision.Rule)));
        Assert.EndsWith("only recommended, since the adapter's rank is fixed", decisions[3].Reason, StringComparison.Ordinal);
        Assert.Equal([8, 8, 8, 4], Ranks(model));
    }

    [Fact]
    public void An_overfitting_training_loses_a_rank()
    {
        using var model = Started(Quick, out var manager);
        var decisions = Observe(manager, (1, 0.9), (1.2, 0.8), (1.4, 0.7));
        Assert.All(decisions, decision => Assert.Equal("overfitting", decision.Rule));
        Assert.Equal([5, 5, 5, 4], Ranks(model));
        Assert.Equal((4, 3), (decisions[3].OldRank, decisions[3].NewRank));
    }

    [Fact]
    public void A_training_that_goes_well_is_left_alone_and_the_window_begins_anew()
    {
        using var model = Started(Quick, out var manager);
        Assert.All(Observe(manager, (1, 0.5), (0.9, 0.6), (0.8, 0.7)), decision => Assert.Equal(("keep", 6 + (decision.Adapter == "head" ? -2 : 0)), (decision.Rule, decision.NewRank)));
        Assert.Equal([6, 6, 6, 4], Ranks(model));
        Assert.Empty(manager.Observe(4, 0.8, 0.7));
        Assert.Empty(manager.Observe(5, 0.8, 0.7));
        Assert.NotEmpty(manager.Observe(6, 0.8, 0.7));
    }

    [Fact]
    public void A_budget_is_never_exceeded()
    {
        using var model = Started(Quick with { InitialRank = 9 }, out var manager);
        var decisions = Observe(manager, (1, 0.5), (1, 0.5), (1, 0.5));
        Assert.Equal([10, 10, 9, 4], Ranks(model));
        Assert.Contains("the budget of Managed allows 10 of 11", decisions[0].Reason, StringComparison.Ordinal);
        Assert.Contains("it is bound to 2 to 9", decisions[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_have_bounds_of_their_own()
    {
        var settings = Quick with
        {
            Layers = new Dictionary<string, LayerRankSettings>
            {
                ["*"] = new() { MinRank = 6 },
                ["query"] = new() { MinRank = 3, MaxRank = 7 },
                ["val*"] = new() { AutomaticAdjustment = false },
            },
        };
        using var model = Started(settings, out var manager);
        Observe(manager, (1, 0.5), (1, 0.5), (1, 0.5));
        Assert.Equal([7, 6, 8, 4], Ranks(model));
        for (var times = 0; times < 3; times++)
            Observe(manager, (1, 0.9), (1.2, 0.8), (1.4, 0.7));

        // The head is below its least rank: a bound does not turn less rank into more.
        var last = Observe(manager, (1, 0.9), (1.2, 0.8), (1.4, 0.7));
        Assert.Equal([3, 6, 6, 4], Ranks(model));
        Assert.Equal(4, last[3].NewRank);
    }

    [Fact]
    public void Recommendations_change_nothing()
    {
        using var model = Started(Quick with { AutomaticAdjustment = false }, out var manager);
        var decisions = Observe(manager, (1, 0.5), (1, 0.5), (1, 0.5));
        Assert.All(decisions, decision => Assert.False(decision.Applied));
        Assert.Equal([8, 8, 8, 6], decisions.Select(decision => decision.NewRank));
        Assert.Equal([6, 6, 6, 4], Ranks(model));
        Assert.EndsWith("only recommended, as the settings say", decisions[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_optimizers_state_is_carried_along()
    {
        using var scope = NewDisposeScope();
        using var model = Started(Quick, out var manager);
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, lr: 1e-2), seed: 1);
        manager.Optimizer = optimizer;
        var x = randn(8, 16);
        Train();
        var before = model.forward(x);
        List<string> events = [];
        model.Lora.RankChanged += (_, change) => events.Add($"{change.Path} {change.OldRank} {change.NewRank} {change.Reason}");
        Observe(manager, (1, 0.5), (1, 0.5), (1, 0.5));

        Assert.Equal(2, events.Count);
        Assert.StartsWith("query 6 8 stagnant: ", events[0], StringComparison.Ordinal);
        Assert.EndsWith("the optimizer's moments are kept", events[0], StringComparison.Ordinal);
        model.Lora.Dynamic.Rank = 6;
        Assert.True(before.allclose(model.forward(x), rtol: 1e-4, atol: 1e-5));
        Train();

        void Train()
        {
            model.train();
            optimizer.zero_grad();
            var loss = model.forward(x).square().mean();
            loss.backward();
            optimizer.ReportLoss(loss);
            optimizer.step();
            model.eval();
        }
    }

    [Fact]
    public void Observations_that_are_not_finite_are_passed_over()
    {
        using var model = Started(Quick, out var manager);
        List<RankObservation> skipped = [];
        manager.ObservationSkipped += skipped.Add;
        Observe(manager, (1, 0.5), (double.NaN, 0.5), (1, double.PositiveInfinity), (1, 0.5));
        Assert.Equal([new RankObservation(2, double.NaN, 0.5), new RankObservation(3, 1, double.PositiveInfinity)], skipped);
        Assert.Equal(2, manager.State.Window.Count);
        Assert.NotEmpty(manager.Observe(9, 1, 0.5));
    }

    [Fact]
    public void A_resumed_manager_decides_as_one_that_was_never_stopped()
    {
        using var model = Started(Quick, out var manager);
        manager.Observe(1, 1, 0.9);
        manager.Observe(2, 1.2, 0.8);
        var resumed = new RankManager(model.Lora, Quick with { AutomaticAdjustment = false });
        resumed.Restore(manager.State);
        var expected = manager.Observe(3, 1.4, 0.7);
        Assert.Equal(expected.Select(decision => (decision.Adapter, decision.Rule)), resumed.Observe(3, 1.4, 0.7).Select(decision => (decision.Adapter, decision.Rule)));
        Assert.Equal("overfitting", expected[0].Rule);
    }

    [Fact]
    public void Decisions_are_read_as_they_were_written()
    {
        using var folder = new TemporaryFolder();
        var path = new RunFolder(folder.Path).DecisionsFile;
        using var model = Started(Quick, out var manager);
        List<RankDecision> decided = [];
        manager.Decided += decided.Add;
        using (var file = RunRecords.Decisions.Append(path))
        {
            manager.Decided += file.Write;
            Observe(manager, (1, 0.5), (1, 0.5), (1, 0.5));
        }

        Assert.Equal(4, decided.Count);
        Assert.Equal(decided, RunRecords.Decisions.Read(path));
        File.AppendAllText(path, "{\"step\":3,\"adapter\":\"a\",\"old_rank\":1,\"new_rank\":2,\"rule\":\"keep\",\"reason\":\"\"}\n");
        Assert.True(RunRecords.Decisions.Read(path)[^1].Applied);
    }

    [Fact]
    public void Initial_ranks_fit_the_budget()
    {
        using var model = new Managed();
        var decisions = new RankManager(model.Lora, new RankManagerSettings { InitialRank = 12 }).Start();
        Assert.Equal([10, 10, 9, 4], Ranks(model));
        Assert.Equal("the budget allows 10 of 12", decisions[0].Reason);
        Assert.Equal("the settings' initial rank, 12, within 2 to 9", decisions[2].Reason);
    }

    [Fact]
    public void The_settings_initializer_starts_what_gets_a_rank_and_the_model_answers_as_its_base()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var model = new Managed();
        model.eval();
        var x = randn(4, 16);
        var expected = model.forward(x);
        var settings = Quick with
        {
            Initializer = AdapterInitialization.Pissa,
            Layers = new Dictionary<string, LayerRankSettings> { ["value"] = new() { Initializer = AdapterInitialization.Original }, ["dynamic"] = new() { Initializer = AdapterInitialization.Gaussian } },
        };
        new RankManager(model.Lora, settings).Start();
        Assert.Equal([true, false, false, false], model.Lora.Named().Take(4).Select(entry => entry.Adapter.IsCompensated));
        Assert.NotEqual(0, model.Lora.Query.B.norm().item<float>());
        Assert.Equal(0, model.Lora.Value.B.norm().item<float>());
        Assert.True(expected.allclose(model.forward(x), rtol: 1e-4, atol: 1e-5));

        // DyLoRA's ranks share one base.
        using var other = new Managed();
        Assert.Throws<InvalidOperationException>(new RankManager(other.Lora, Quick with { Initializer = AdapterInitialization.Pissa }).Start);
        Assert.Equal([0, 0, 9, 4], Ranks(other));
    }

    [Fact]
    public void A_start_that_cannot_be_leaves_the_model_as_it_was()
    {
        using var model = new Managed();
        var greedy = new RankManager(model.Lora, new RankManagerSettings { MinRank = 11, InitialRank = 11 });
        Assert.Contains("The least ranks take 22 of the budget of Managed, which is 20", Assert.Throws<ArgumentException>(greedy.Start).Message, StringComparison.Ordinal);
        Assert.Equal([0, 0, 9, 4], Ranks(model));

        var manager = new RankManager(model.Lora);
        manager.Start();
        using (no_grad())
            model.named_parameters().First(entry => entry.name == "query.lora_default.lora_B").parameter.fill_(1);
        Assert.Contains("'query' has been trained", Assert.Throws<InvalidOperationException>(manager.Start).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_fit_no_adapter_are_an_error()
    {
        using var model = new Managed();
        var settings = new RankManagerSettings { Patience = 1, Layers = new Dictionary<string, LayerRankSettings> { ["qury"] = new() } };
        var error = Assert.Throws<ArgumentException>(() => new RankManager(model.Lora, settings));
        Assert.Contains("patience: has to be at least 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("layers.qury: Managed has no such adapter; it has query, value, dynamic, head, scheduled", error.Message, StringComparison.Ordinal);
    }

    private static Managed Started(RankManagerSettings settings, out RankManager manager)
    {
        manual_seed(3);
        var model = new Managed();
        model.Lora.FreezeBase();
        model.Lora.Scheduled.Resize(2);
        manager = new RankManager(model.Lora, settings);
        manager.Start();
        return model;
    }

    private static IReadOnlyList<RankDecision> Observe(RankManager manager, params (double Loss, double Accuracy)[] observations)
    {
        IReadOnlyList<RankDecision> last = [];
        foreach (var (index, (loss, accuracy)) in observations.Index())
            last = manager.Observe(index + 1, loss, accuracy);
        return last;
    }

    private static int[] Ranks(Managed model) => [.. model.Lora.Named().Take(4).Select(entry => entry.Adapter.CurrentRank)];
}
