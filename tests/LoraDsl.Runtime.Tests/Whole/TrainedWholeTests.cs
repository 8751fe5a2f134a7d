using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Whole;

public sealed class TrainedWholeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Keys_of_the_base_stay_when_modules_are_trained_whole()
    {
        using var model = new Classifier();
        string[] before = [.. model.state_dict().Keys];
        LoraModel.Attach(model, Classifier.Config);
        Assert.Equal(before, model.state_dict().Keys.Where(key => !key.Contains("lora_", StringComparison.Ordinal)));
    }

    [Fact]
    public void FreezeBase_trains_adapters_and_whole_modules_alone()
    {
        using var model = new Classifier();
        var set = LoraModel.Attach(model, Classifier.Config);
        set.FreezeBase();
        Assert.Equal(
            ["body.lora_default.lora_A", "body.lora_default.lora_B", "head.dense.bias", "head.dense.weight", "head.out.bias", "head.out.weight", "norm.bias", "norm.weight"],
            model.named_parameters().Where(entry => entry.parameter.requires_grad).Select(entry => entry.name).Order(StringComparer.Ordinal));
        Assert.Equal((2 * 6) + (8 * 2) + (2 * 8) + (8 * 5) + 5 + (5 * 3) + 3, set.TrainableParameters);
        Assert.True(model.Norm.momentum > 0);
    }

    [Fact]
    public void Use_and_UseNone_switch_the_head_and_its_statistics()
    {
        using var model = new Classifier();
        var x = randn(7, 6);
        var (first, second) = (Trained(model, "first", 1), Trained(model, "second", 2));
        var answers = new Dictionary<string, Tensor>();
        model.eval();
        foreach (var name in (string[])["first", "second"])
        {
            using (LoraModel.Adapters(model).Use(name))
                answers[name] = model.call(x).detach();
        }

        using var fresh = new Classifier();
        using (first.UseNone())
        {
            CopyBase(model, fresh);
            answers["base"] = model.call(x).detach();
            Assert.DoesNotContain(model.named_parameters(), entry => entry.parameter.requires_grad && entry.name.StartsWith("head", StringComparison.Ordinal));
        }

        fresh.eval();
        Assert.Equal(0, Reference.MaxDifference(fresh.call(x), answers["base"]));
        Assert.True(Reference.MaxDifference(answers["first"], answers["base"]) > 1e-3);
        Assert.True(Reference.MaxDifference(answers["first"], answers["second"]) > 1e-3);
        using (first.Use())
            Assert.Equal(0, Reference.MaxDifference(model.call(x), answers["first"]));
        Assert.Equal(0, Reference.MaxDifference(model.call(x), answers["second"]));
        Assert.Equal(["second"], second.Adapters.InForce.Select(entry => entry.Name));
    }

    [Fact]
    public void A_sum_of_adapters_with_heads_is_refused()
    {
        using var model = new Classifier();
        Trained(model, "first", 1);
        Trained(model, "second", 2);
        var error = Assert.Throws<InvalidOperationException>(() => LoraModel.Adapters(model).Use(("first", 0.5), ("second", 0.5)));
        Assert.Contains("'norm.weight' whole, which can be in force alone only", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => LoraModel.Adapters(model).Rows(["first", null]));
        Assert.Equal(["second"], LoraModel.Adapters(model).InForce.Select(entry => entry.Name));
    }

    [Fact]
    public void Disabled_adapters_give_the_head_back()
    {
        using var model = new Classifier();
        var x = randn(7, 6);
        model.eval();
        var before = model.call(x).detach();
        var set = Trained(model, "default", 1);
        model.eval();
        var trained = model.call(x).detach();
        set.Enabled = false;
        Assert.Equal(0, Reference.MaxDifference(before, model.call(x)));
        set.Enabled = true;
        Assert.Equal(0, Reference.MaxDifference(trained, model.call(x)));
    }

    [Fact]
    public void MergeAndUnload_leaves_the_trained_head_in_the_model()
    {
        using var model = new Classifier();
        var x = randn(7, 6);
        Trained(model, "default", 1);
        model.eval();
        var trained = model.call(x).detach();
        LoraModel.Adapters(model).MergeAndUnload();
        Assert.InRange(Reference.MaxDifference(trained, model.call(x)), 0, 1e-5);
        Assert.DoesNotContain(model.state_dict().Keys, key => key.Contains("lora", StringComparison.Ordinal));
        Assert.Empty(LoraModel.Adapters(model).Names);
    }

    [Fact]
    public void A_removed_adapter_takes_its_head_along()
    {
        using var model = new Classifier();
        var x = randn(7, 6);
        model.eval();
        var before = model.call(x).detach();
        Trained(model, "default", 1);
        LoraModel.Adapters(model).Remove("default");
        model.eval();
        Assert.Equal(0, Reference.MaxDifference(before, model.call(x)));
    }

    [Fact]
    public void A_saved_head_is_loaded_with_its_statistics()
    {
        using var model = new Classifier();
        using var other = new Classifier();
        var x = randn(7, 6);
        CopyBase(model, other);
        var set = Trained(model, "default", 1);
        set.Save(folder["adapter"]);
        var loaded = LoraModel.Load(other, folder["adapter"]);
        model.eval();
        other.eval();
        Assert.InRange(Reference.MaxDifference(model.call(x), other.call(x)), 0, 1e-6);
        Assert.Equal(["norm", "head"], loaded.FileConfig.ModulesToSave);
        Assert.Equal(["head", "norm"], loaded.TrainedWhole().Select(entry => entry.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_without_the_head_is_refused_and_nothing_is_changed()
    {
        using var model = new Classifier();
        using var plain = new Classifier();
        var x = randn(7, 6);
        LoraModel.Attach(plain, Classifier.Config with { ModulesToSave = [] }).Save(folder["plain"]);
        var set = Trained(model, "default", 1);
        model.eval();
        var before = model.call(x).detach();
        Assert.Contains("has no 'norm.weight', which Classifier trains whole", Assert.Throws<InvalidOperationException>(() => set.Load(folder["plain"])).Message, StringComparison.Ordinal);
        Assert.Equal(0, Reference.MaxDifference(before, model.call(x)));
    }

    [Fact]
    public void A_head_that_was_unfrozen_by_hand_is_not_lost_by_Save()
    {
        using var model = new Classifier();
        var set = LoraModel.Attach(model, Classifier.Config with { ModulesToSave = [] });
        set.FreezeBase();
        model.Out.bias!.requires_grad = true;
        var error = Assert.Throws<InvalidOperationException>(() => set.Save(folder["adapter"]));
        Assert.Contains("'head.out.bias' of Classifier was unfrozen by hand and would be lost", error.Message, StringComparison.Ordinal);
        Assert.Contains("[TrainWhole]", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["adapter"]));
        set.Save(folder["adapter"], dropUnfrozen: true);
        model.Out.bias!.requires_grad = false;
        set.Save(folder["adapter"]);
    }

    [Fact]
    public void A_step_of_an_adapter_out_of_force_is_refused()
    {
        using var model = new Classifier();
        var set = LoraModel.Attach(model, Classifier.Config);
        set.FreezeBase();
        using var optimizer = set.Optimizer(parameters => optim.SGD(parameters, 0.1));
        model.call(randn(7, 6)).sum().backward();
        using (set.UseNone())
            Assert.Contains("is not in force: call Use()", Assert.Throws<InvalidOperationException>(() => optimizer.step()).Message, StringComparison.Ordinal);
        optimizer.step();
    }

    [Fact]
    public void A_base_that_is_loaded_after_FreezeBase_is_taken_with_a_warning()
    {
        using var model = new Classifier();
        var set = LoraModel.Attach(model, Classifier.Config);
        set.FreezeBase();
        using (no_grad())
            model.Out.weight.fill_(3);
        var warnings = new List<string>();
        var handler = LoraWarnings.Handler;
        try
        {
            LoraWarnings.Handler = warnings.Add;
            using var optimizer = set.Optimizer(parameters => optim.SGD(parameters, 0.1));
            model.call(randn(7, 6)).sum().backward();
            optimizer.step();
        }
        finally
        {
            LoraWarnings.Handler = handler;
        }

        Assert.Contains(warnings, warning => warning.Contains("'head.out.weight' were written after FreezeBase()", StringComparison.Ordinal));
        Assert.NotEqual(3, model.Out.weight[0, 0].item<float>());
        using (set.UseNone())
            Assert.Equal(3, model.Out.weight[0, 0].item<float>());
    }

    [Fact]
    public void Reset_gives_the_head_the_values_of_the_base()
    {
        using var model = new Classifier();
        var before = model.Out.weight.detach().clone();
        var set = Trained(model, "default", 1);
        Assert.NotEqual(0, Reference.MaxDifference(before, model.Out.weight));
        set.Reset();
        Assert.Equal(0, Reference.MaxDifference(before, model.Out.weight));
    }

    [Fact]
    public void A_moved_model_keeps_both_heads()
    {
        using var model = new Classifier();
        var before = model.Out.weight.detach().clone();
        var set = Trained(model, "default", 1);
        var trained = model.Out.weight.detach().clone();
        model.to(ScalarType.Float64);
        using (set.UseNone())
        {
            Assert.Equal(ScalarType.Float64, model.Out.weight.dtype);
            Assert.Equal(0, Reference.MaxDifference(before.to(ScalarType.Float64), model.Out.weight));
        }

        Assert.Equal(0, Reference.MaxDifference(trained.to(ScalarType.Float64), model.Out.weight));
    }

    [Fact]
    public void What_is_trained_whole_is_not_adapted_as_well()
    {
        using var model = new Classifier();
        var set = LoraModel.Attach(model, new LoraConfig { ModulesToSave = ["head"] });
        Assert.Equal(["body"], set.Named().Select(entry => entry.Path));
        using var other = new Classifier();
        Assert.Contains("has no such module", Assert.Throws<InvalidOperationException>(() => LoraModel.Attach(other, new LoraConfig { ModulesToSave = ["classifier"] })).Message, StringComparison.Ordinal);
        Assert.Empty(LoraModel.Adapters(other).Names);
    }

    private static void CopyBase(Classifier from, Classifier to)
    {
        using var untracked = no_grad();
        var state = from.state_dict();
        foreach (var (key, value) in to.state_dict())
            value.copy_(state[key]);
    }

    /// <summary>Attaches adapters and trains them for a few steps.</summary>
    internal static AdapterSet Trained(Classifier model, string name, int seed, LoraConfig? config = null)
    {
        random.manual_seed(seed);
        var set = LoraModel.Attach(model, config ?? Classifier.Config, name);
        set.FreezeBase();
        using var optimizer = set.Optimizer(parameters => optim.AdamW(parameters, 0.05));
        model.train();
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            (model.call(randn(7, 6, model.Out.weight.dtype)) - 1).square().mean().backward();
            optimizer.step();
        }

        return set;
    }
}
