using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Places;

public sealed class AnyModelTests
{
    [Fact]
    public void All_linear_layers_are_the_default_and_patterns_give_ranks()
    {
        using var model = new PlainNet();
        var set = LoraModel.Attach(model, new LoraConfig
        {
            Rank = 4,
            RankPattern = new Dictionary<string, int> { ["down"] = 2, ["body.up"] = 6 },
            AlphaPattern = new Dictionary<string, double> { ["head"] = 12 },
        });
        Assert.Equal(
            [("head", 4, 3.0), ("body.up", 6, 1.0), ("body.down", 2, 1.0)],
            set.Named().Select(entry => (entry.Path, entry.Adapter.CurrentRank, entry.Adapter.Scaling)));
    }

    [Fact]
    public void All_linear_layers_are_without_the_output_heads_that_a_model_tells()
    {
        using var model = new WithHead();
        Assert.Equal(["body"], LoraModel.Attach(model, new LoraConfig { Rank = 2 }).Named().Select(entry => entry.Path));
        Assert.Equal(["body", "head"], LoraModel.Attach(model, new LoraConfig { Rank = 2, TargetModules = ["body", "head"] }, "both").Named().Select(entry => entry.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Adapters_of_a_model_in_evaluation_mode_are_in_it_too(bool trains)
    {
        using var model = new PlainNet();
        model.train(trains);
        Assert.All(LoraModel.Attach(model, new LoraConfig { Dropout = 0.5 }).Named(), entry => Assert.Equal(trains, entry.Adapter.training));
    }

    [Fact]
    public void A_name_that_no_module_has_is_an_error_that_lists_the_layers()
    {
        using var model = new PlainNet();
        var keys = model.state_dict().Keys.ToArray();
        var message = Assert.Throws<InvalidOperationException>(() => LoraModel.Attach(model, new LoraConfig { TargetModules = ["q_proj"] })).Message;
        Assert.Contains("[q_proj]", message, StringComparison.Ordinal);
        Assert.Contains("'body.up'", message, StringComparison.Ordinal);
        Assert.Equal(keys, model.state_dict().Keys);
        Assert.Empty(LoraModel.Adapters(model).Names);
    }

    [Fact]
    public void An_argument_that_is_missing_is_named_and_attaches_nothing()
    {
        using var model = nn.Sequential(nn.Linear(3, 3));
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => LoraModel.Attach(model, new LoraConfig(), null!)).ParamName);
        Assert.Equal("config.TargetModules", Assert.Throws<ArgumentNullException>(() => LoraModel.Attach(model, new LoraConfig { TargetModules = null! })).ParamName);
        Assert.StartsWith("Sequential has no adapters named \"default\"", Assert.Throws<ArgumentException>(() => LoraModel.Adapters(model)["default"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rank_that_is_none_leaves_the_model_as_it_was()
    {
        using var model = new PlainNet();
        var keys = model.state_dict().Keys.ToArray();
        Assert.ThrowsAny<ArgumentException>(() => LoraModel.Attach(model, new LoraConfig { RankPattern = new Dictionary<string, int> { ["head"] = 0 } }));
        Assert.Equal(keys, model.state_dict().Keys);
        LoraModel.Attach(model, new LoraConfig());
    }

    [Fact]
    public void A_layer_that_is_run_by_forward_is_named_by_the_first_pass()
    {
        using var scope = NewDisposeScope();
        using var model = new PastHooks();
        var set = LoraModel.Attach(model, new LoraConfig());
        var message = Assert.Throws<InvalidOperationException>(() => model.call(randn(2, 6))).Message;
        Assert.Contains("'missed' of PastHooks has an adapter that the pass did not reach", message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => set.Verify(() => model.forward(randn(2, 6))));

        LoraModel.Adapters(model).Remove("default");
        LoraModel.Attach(model, new LoraConfig { ExcludeModules = ["missed"] }).Verify(() => model.forward(randn(2, 6)));
        model.call(randn(2, 6));
    }

    [Fact]
    public void Removed_adapters_leave_no_hook_that_watches_for_them()
    {
        using var scope = NewDisposeScope();
        using var model = new PastHooks();
        LoraModel.Attach(model, new LoraConfig());
        LoraModel.Adapters(model).Remove("default");
        model.call(randn(2, 6));
        LoraModel.Attach(model, new LoraConfig()).Merge();
        model.call(randn(2, 6));
    }

    [Fact]
    public void A_layer_that_no_pass_reached_is_named_when_the_adapters_are_saved()
    {
        using var scope = NewDisposeScope();
        using var model = new PastHooks();
        var set = LoraModel.Attach(model, new LoraConfig());
        model.forward(randn(2, 6));
        var (folder, handler, warnings) = (Directory.CreateTempSubdirectory(), LoraWarnings.Handler, new List<string>());
        try
        {
            LoraWarnings.Handler = warnings.Add;
            set.Save(folder.FullName);
            Assert.Contains(warnings, warning => warning.Contains("'missed'", StringComparison.Ordinal));
        }
        finally
        {
            LoraWarnings.Handler = handler;
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_layer_in_two_places_has_one_adapter()
    {
        using var shared = nn.Linear(4, 4);
        using var model = nn.Sequential(("first", shared), ("second", shared));
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 2 });
        Assert.Single(set.Named());
    }

    [Fact]
    public void ResNet18_is_adapted_trained_merged_and_saved()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        // A rank of 16 keeps the small convolutions off the fault of oneDNN that docs/torchsharp.md tells of.
        using var model = torchvision.models.resnet18(num_classes: 10);
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 16, TargetModules = @"(layer\d\.\d\.conv\d|fc)" });
        Assert.Equal(17, set.Named().Count());
        set.FreezeBase();
        model.eval();
        var (x, labels) = (randn(8, 3, 32, 32), randint(10, [8], dtype: ScalarType.Int64));
        using var optimizer = set.Optimizer(parameters => optim.AdamW(parameters, lr: 5e-3));
        double Loss() => nn.functional.cross_entropy(model.call(x), labels).item<float>();
        var before = Loss();
        for (var step = 0; step < 8; step++)
        {
            optimizer.zero_grad();
            nn.functional.cross_entropy(model.call(x), labels).backward();
            optimizer.step();
        }

        Assert.True(Loss() < before / 2, $"{before} -> {Loss()}");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            set.Save(folder.FullName);
            using var untracked = no_grad();
            var trained = model.call(x);
            set.Merge();
            Assert.True(Reference.MaxDifference(trained, model.call(x)) < 1e-3);
            set.Unmerge();
            set.Reset();
            Assert.NotEqual(before / 2, Loss(), 1e-9);
            set.Load(folder.FullName);
            Assert.True(Reference.SameBits(trained, model.call(x)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
