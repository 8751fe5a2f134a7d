using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Variants;

/// <summary>VeRA, LoHa, LoKr and IA³ against float64 autograd of their definitions.</summary>
public sealed class VariantTests
{
    public static TheoryData<string> Methods => [.. VariantCase.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Answers_and_gradients_are_those_of_the_definition(string method)
    {
        using var scope = NewDisposeScope();
        var given = VariantCase.Of(method);
        var (model, set, input) = given.Make(ScalarType.Float64);
        var adapter = set.Named().Single().Adapter;
        Reference.Randomize(adapter);
        set.FreezeBase();
        var names = adapter.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        var y = model.call(input.requires_grad_());
        var gradient = randn_like(y);
        y.backward([gradient]);

        var leaves = names.ToDictionary(entry => entry.Key, entry => Reference.Leaf(entry.Value));
        var x = Reference.Leaf(input);
        var expected = given.Definition(x, Weight(model), Bias(model), leaves);
        expected.backward([gradient]);
        Assert.True(Reference.MaxDifference(expected, y) < 1e-10);
        Assert.True(Reference.MaxDifference(x.grad!, input.grad!) < 1e-10);
        foreach (var (name, leaf) in leaves)
            Assert.True(Reference.MaxDifference(leaf.grad!, names[name].grad!) < 1e-9, name);
        Assert.Equal(names.Values.Sum(factor => factor.numel()), set.TrainableParameters);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_initial_adapter_answers_as_the_base_and_a_merged_one_as_it_did(string method)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var (model, set, input) = VariantCase.Of(method).Make(ScalarType.Float32);
        var adapter = set.Named().Single().Adapter;
        Tensor original;
        using (set.UseNone())
            original = model.call(input);
        Assert.True(Reference.MaxDifference(original, model.call(input)) < 1e-6);
        Assert.False(adapter.IsCompensated);

        Reference.Randomize(adapter);
        var (weight, bias) = (Weight(model).clone(), Bias(model)!.clone());
        var expected = model.call(input);
        Assert.True(Reference.MaxDifference(original, expected) > 1e-3);
        set.Merge();
        Assert.True(Reference.MaxDifference(expected, model.call(input)) < 1e-4 * expected.abs().max().item<float>());
        set.Unmerge();
        Assert.True(Reference.SameBits(weight, Weight(model)));
        Assert.True(Reference.SameBits(bias, Bias(model)!));
        set.Reset();
        Assert.True(Reference.MaxDifference(original, model.call(input)) < 1e-6);
        Reference.Randomize(adapter);
        expected = model.call(input);
        set.Adapters.MergeAndUnload();
        Assert.True(Reference.MaxDifference(expected, model.call(input)) < 1e-4 * expected.abs().max().item<float>());
        Assert.Equal(["0.weight", "0.bias"], model.state_dict().Keys);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_sum_adds_what_each_gives_beyond_the_base_and_rows_take_one_each(string method)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var (model, set, input) = VariantCase.Of(method).Make(ScalarType.Float64);
        Reference.Randomize(set.Named().Single().Adapter);
        var first = model.call(input);
        var second = LoraModel.Attach(model, VariantCase.Of(method).Config, "second");
        Reference.Randomize(second.Named().Single().Adapter);
        var with = model.call(input);
        Tensor original;
        using (set.UseNone())
            original = model.call(input);
        using (set.Use(("default", 0.5), ("second", 2)))
        {
            var expected = original + ((first - original) * 0.5) + ((with - original) * 2);
            Assert.True(Reference.MaxDifference(expected, model.call(input)) < 1e-9);
            set.Adapters.Merge();
            Assert.True(Reference.MaxDifference(expected, model.call(input)) < 1e-9);
            set.Adapters.Unmerge();
        }

        using (set.Rows([.. Enumerable.Range(0, (int)input.shape[0]).Select(row => row == 1 ? "second" : null)]))
        {
            var mixed = model.call(input);
            Assert.True(Reference.MaxDifference(with[1], mixed[1]) < 1e-9);
            Assert.True(Reference.MaxDifference(original[0], mixed[0]) < 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_is_saved_is_loaded_again(string method)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var folder = new TemporaryFolder();
        var (model, set, input) = VariantCase.Of(method).Make(ScalarType.Float32);
        Reference.Randomize(set.Named().Single().Adapter);
        var expected = model.call(input);
        set.Save(folder.Path);
        LoraModel.Adapters(model).Remove("default");
        var loaded = LoraModel.Load(model, folder.Path, "loaded");
        Assert.True(Reference.MaxDifference(expected, model.call(input)) < 1e-6);
        Reference.Randomize(loaded.Named().Single().Adapter);
        loaded.Load(folder.Path);
        Assert.True(Reference.MaxDifference(expected, model.call(input)) < 1e-6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Factors_on_a_16_bit_base_are_single_precision_and_follow_the_layer(string method)
    {
        using var scope = NewDisposeScope();
        var (model, set, input) = VariantCase.Of(method).Make(ScalarType.Float32);
        var adapter = set.Named().Single().Adapter;
        Reference.Randomize(adapter);
        set.FreezeBase();
        var expected = model.call(input).detach();
        model.to(ScalarType.BFloat16);
        var y = model.call(input.to(ScalarType.BFloat16));
        Assert.All(adapter.parameters(), factor => Assert.Equal(ScalarType.Float32, factor.dtype));
        Assert.Equal(ScalarType.BFloat16, y.dtype);
        Assert.True(Reference.MaxDifference(expected, y) < 0.1 * expected.abs().max().item<float>());
        y.to(ScalarType.Float32).square().sum().backward();
        Assert.All(adapter.parameters(), factor => Assert.True(factor.grad!.isfinite().all().item<bool>()));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Training_moves_the_factors_and_lowers_the_loss(string method)
    {
        using var scope = NewDisposeScope();
        var (model, set, input) = VariantCase.Of(method).Make(ScalarType.Float32);
        set.FreezeBase();
        var target = zeros_like(model.call(input));
        using var optimizer = set.Optimizer(parameters => optim.Adam(parameters, 0.02));
        var before = functional.mse_loss(model.call(input), target).item<float>();
        for (var step = 0; step < 20; step++)
        {
            optimizer.zero_grad();
            functional.mse_loss(model.call(input), target).backward();
            optimizer.step();
        }

        Assert.True(functional.mse_loss(model.call(input), target).item<float>() < 0.98 * before);
    }

    [Fact]
    public void Layers_of_a_model_share_projections_of_the_greatest_sizes()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = Sequential(("a", Linear(6, 9)), ("b", Linear(9, 4)));
        var set = LoraModel.Attach(model, new VeraConfig { Rank = 3, Seed = 11 });
        model.call(randn(2, 6));
        VeraAdapter[] adapters = [.. set.Named().Select(entry => (VeraAdapter)entry.Adapter)];
        using var folder = new TemporaryFolder();
        set.Save(folder.Path);
        var file = LoraDsl.Checkpoints.SafetensorsFile.ReadAll(Path.Combine(folder.Path, "adapter_model.safetensors"));
        Assert.Equal([3, 9], file["base_model.vera_A"].shape);
        Assert.Equal([9, 3], file["base_model.vera_B"].shape);
        Assert.Equal(2 * 3 + 9 + 4, adapters.Sum(adapter => adapter.ParameterCount));
    }

    [Fact]
    public void Projections_of_a_file_that_are_too_small_for_a_layer_are_refused()
    {
        using var scope = NewDisposeScope();
        var model = Sequential(("a", Linear(6, 9)), ("b", Linear(9, 4)));
        var set = LoraModel.Attach(model, new VeraConfig { Rank = 3, TargetModules = ["a"] });
        using var folder = new TemporaryFolder();
        set.Save(folder.Path);
        var wide = Sequential(("a", Linear(7, 9)));
        Assert.Contains("has vera_lambda_b", Assert.Throws<InvalidOperationException>(() => LoraModel.Load(Sequential(("a", Linear(6, 5))), folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("for layers up to 9 × 6, and 'a' is 9 × 7", Assert.Throws<InvalidOperationException>(() => LoraModel.Load(wide, folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_checkpoint_keeps_projections_that_the_attributes_seed_does_not_give(bool isSeeded)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var folder = new TemporaryFolder();
        var (model, set, input) = Two(seed: 5);
        foreach (var (_, adapter) in set.Named())
            Reference.Randomize(adapter);
        set.Save(folder.Path);
        if (!isSeeded)
            Overwrite(folder["adapter_model.safetensors"], "base_model.vera_A");
        var (other, loaded, _) = Two(seed: 0);
        other.load_state_dict(model.state_dict());
        loaded.Load(folder.Path);
        var expected = other.call(input);
        Assert.Equal(isSeeded, Reference.MaxDifference(model.call(input), expected) < 1e-6);

        using var state = new LoraDsl.State.SavedState();
        foreach (var (path, adapter) in loaded.Named())
            adapter.Save(state.Section(path));
        var (third, restored, _) = Two(seed: 0);
        third.load_state_dict(model.state_dict());
        foreach (var (path, adapter) in restored.Named())
            adapter.RequireFit(path, state.Section(path));
        foreach (var (path, adapter) in restored.Named())
            adapter.Load(state.Section(path));
        Assert.True(Reference.SameBits(expected, third.call(input)));
    }

    [Fact]
    public void A_layer_that_a_method_does_not_adapt_is_refused_by_name()
    {
        using var model = Sequential(("0", Embedding(5, 4)));
        foreach (AdapterConfig config in new AdapterConfig[] { new VeraConfig { TargetModules = ["0"] }, new LoHaConfig { TargetModules = ["0"] }, new LoKrConfig { TargetModules = ["0"] }, new Ia3Config { TargetModules = ["0"] } })
            Assert.Contains("is a Embedding and cannot be adapted by", Assert.Throws<NotSupportedException>(() => LoraModel.Attach(model, config)).Message, StringComparison.Ordinal);
        Assert.Equal(["0.weight"], model.state_dict().Keys);
    }

    [Fact]
    public void Options_have_the_limits_of_attributes()
    {
        using var model = Sequential(("0", Linear(5, 4)));
        foreach (AdapterConfig config in new AdapterConfig[] { new VeraConfig { DInitial = 0 }, new VeraConfig { Rank = 0 }, new LoHaConfig { RankDropout = 1 }, new LoKrConfig { DecomposeFactor = 0 }, new LoKrConfig { Alpha = -1 } })
            Assert.Contains("cannot be adapted so", Assert.Throws<ArgumentException>(() => LoraModel.Attach(model, config)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Factors_that_are_no_A_and_B_are_neither_combined_nor_initialized()
    {
        using var model = Sequential(("0", Linear(5, 4)));
        var set = LoraModel.Attach(model, new LoHaConfig { Rank = 2 });
        Assert.Contains("LoHa", Assert.Throws<InvalidOperationException>(() => set.Adapters.Combine("sum", [("default", 1)], new CombinationOptions(CombinationMethod.Cat))).Message, StringComparison.Ordinal);
        Assert.Contains("LoHa", Assert.Throws<InvalidOperationException>(() => set.Initialize(AdapterInitialization.Pissa)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropped_rows_and_passes_are_of_training_only()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = Sequential(("0", Linear(6, 40)));
        var set = LoraModel.Attach(model, new LoKrConfig { Rank = 2, RankDropout = 0.5 });
        Reference.Randomize(set.Named().Single().Adapter);
        var input = randn(3, 6);
        model.eval();
        var whole = model.call(input);
        Tensor original;
        using (set.UseNone())
            original = model.call(input);
        model.train();
        var dropped = (model.call(input) - original).abs().sum(dim: 0).lt(1e-6).count_nonzero().item<long>();
        Assert.InRange(dropped, 5, 35);
        model.eval();
        Assert.True(Reference.SameBits(whole, model.call(input)));
    }

    private static (Sequential Model, AdapterSet Set, Tensor Input) Two(int seed)
    {
        var model = Sequential(("a", Linear(6, 9)), ("b", Linear(9, 4)));
        return (model, LoraModel.Attach(model, new VeraConfig { Rank = 3, Seed = seed }), randn(2, 6));
    }

    private static void Overwrite(string file, string tensor)
    {
        var tensors = LoraDsl.Checkpoints.SafetensorsFile.ReadAll(file);
        tensors[tensor].mul_(1.5);
        using var stream = File.Create(file);
        LoraDsl.Checkpoints.SafetensorsWriter.Write(stream, tensors, new Dictionary<string, string> { ["format"] = "pt" });
    }

    private static Parameter Weight(Sequential model) => model.get_parameter("0.weight")!;

    private static Parameter? Bias(Sequential model) => model.get_parameter("0.bias");
}
