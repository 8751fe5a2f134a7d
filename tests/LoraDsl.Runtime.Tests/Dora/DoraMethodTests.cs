using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Dora;

/// <summary>DoRA by attributes, with every method that has it and on every kind of layer.</summary>
public sealed class DoraMethodTests
{
    private static readonly string[] Methods = ["fixed", "adaptive", "dynamic", "frozen"];
    private static readonly string[] Kinds = ["linear", "bare", "embedding", "convolution"];

    public static IEnumerable<object[]> Cases =>
        from method in Methods
        from kind in Kinds
        select new object[] { method, kind };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_and_gradients_are_those_of_the_definition(string method, string kind)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var (model, set) = Make(method);
        model.to(ScalarType.Float64);
        var adapter = set.Named().Single(entry => entry.Path == kind).Adapter;
        set.FreezeBase();
        Randomize(adapter);
        var (rank, first) = (adapter.CurrentRank, 0);
        if (adapter is DyLoraAdapter dynamic)
        {
            // A number of the distribution in its middle: rank 3 of 2 to 4.
            dynamic.DrawRank(0.5);
            (rank, first) = (dynamic.ActiveRank, method == "frozen" ? dynamic.FirstTrainedRow : 0);
            Assert.Equal(3, rank);
        }

        Tensor[] factors = [.. adapter.Factors];
        var x = Input(kind);
        var y = adapter.forward(x);
        var gradient = randn_like(y);
        y.backward([gradient]);

        Tensor[] leaves = [.. factors.Select(Reference.Leaf)];
        var expected = Definition(adapter, x, Prefix(leaves[0], 0, first, rank), Prefix(leaves[1], 1, first, rank), leaves[2], adapter.Alpha / rank);
        expected.backward([gradient]);
        Assert.InRange(Reference.MaxDifference(expected, y), 0, 1e-10);
        foreach (var (leaf, factor) in leaves.Zip(factors))
            Assert.InRange(Reference.MaxDifference(leaf.grad!, factor.grad!), 0, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_merged_weight_answers_as_the_adapter_does_and_comes_back_bit_for_bit(string method, string kind)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        random.manual_seed(4);
        var (model, set) = Make(method);
        model.eval();
        foreach (var (_, each) in set.Named())
            Randomize(each);
        var adapter = set.Named().Single(entry => entry.Path == kind).Adapter;
        if (adapter is DyLoraAdapter dynamic)
            dynamic.Rank = 3;
        var x = Input(kind).to(kind == "embedding" ? ScalarType.Int64 : ScalarType.Float32);
        var (weight, answer) = (adapter.Layer.Weight.clone(), adapter.forward(x));
        set.Merge();
        Assert.InRange(Reference.MaxDifference(answer, adapter.forward(x)), 1e-12, 1e-5 * answer.abs().max().item<float>());
        set.Unmerge();
        Assert.True(Reference.SameBits(weight, adapter.Layer.Weight));
    }

    [Fact]
    public void Magnitudes_follow_a_base_that_is_loaded_after_the_adapters_were_attached()
    {
        using var scope = NewDisposeScope();
        var (model, checkpoint) = (new FixedDora(), nn.Linear(7, 5));
        using (no_grad())
            checkpoint.weight.mul_(3);
        model.get_parameter("linear.weight")!.requires_grad = false;
        using (no_grad())
            model.get_parameter("linear.weight")!.copy_(checkpoint.weight);
        Assert.InRange(Reference.MaxDifference(Norms(checkpoint.weight), model.Lora.Linear.get_parameter("lora_magnitude_vector")!), 0, 1e-6);

        // What was given other values keeps them.
        using (no_grad())
            model.Lora.Linear.get_parameter("lora_magnitude_vector")!.add_(1);
        using (no_grad())
            model.get_parameter("linear.weight")!.mul_(2);
        Assert.InRange(Reference.MaxDifference(Norms(checkpoint.weight) + 1, model.Lora.Linear.get_parameter("lora_magnitude_vector")!), 0, 1e-6);
    }

    [Fact]
    public void Magnitudes_start_as_the_norm_of_what_the_layer_answers_by()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        random.manual_seed(5);
        var model = new InitializedDora();
        var x = randn(4, 7);
        var original = model.get_parameter("compensated.weight")!.clone();
        var before = nn.functional.linear(x, original, model.get_parameter("compensated.bias"));
        model.Lora.Initialize();
        Assert.InRange(Reference.MaxDifference(Norms(original), model.Lora.Compensated.get_parameter("lora_magnitude_vector")!), 0, 1e-5);
        Assert.InRange(Reference.MaxDifference(before, model.Lora.Compensated.forward(x)), 0, 1e-5);

        var added = model.Lora.Added;
        var sum = added.Layer.Weight + (added.B.mm(added.A) * added.Scaling);
        Assert.InRange(Reference.MaxDifference(Norms(sum), added.get_parameter("lora_magnitude_vector")!), 0, 1e-5);
        Assert.InRange(Reference.MaxDifference(nn.functional.linear(x, sum, model.get_parameter("added.bias")), added.forward(x)), 0, 1e-5);
    }

    [Fact]
    public void Growth_of_a_trained_adapter_keeps_its_answers_and_magnitudes()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        random.manual_seed(6);
        var (model, set) = Make("adaptive");
        var adapter = (AdaptiveLoraAdapter)set.Named().First().Adapter;
        adapter.Resize(2);
        Randomize(adapter);
        var x = randn(3, 7);
        var (answer, magnitude) = (adapter.forward(x), adapter.get_parameter("lora_magnitude_vector")!.clone());
        adapter.Resize(4);
        Assert.InRange(Reference.MaxDifference(answer, adapter.forward(x)), 0, 1e-5);
        Assert.True(Reference.SameBits(magnitude, adapter.get_parameter("lora_magnitude_vector")!));
        model.Dispose();
    }

    [Fact]
    public void Dropout_is_the_low_rank_parts_alone()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = new DroppingDora();
        var x = randn(4, 7);
        Assert.InRange(Reference.MaxDifference(model.Lora.Linear.Layer.Module.forward(x), model.forward(x)), 0, 1e-6);
        Randomize(model.Lora.Linear);
        Assert.NotEqual(0, Reference.MaxDifference(model.forward(x), model.forward(x)));
    }

    [Fact]
    public void A_file_of_any_method_gives_the_same_answers_in_a_model_made_as_it_says()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        foreach (var method in (string[])["fixed", "adaptive", "dynamic"])
        {
            random.manual_seed(7);
            var (model, set) = Make(method);
            model.eval();
            foreach (var (_, adapter) in set.Named())
                Randomize(adapter);
            var folder = Directory.CreateTempSubdirectory();
            try
            {
                set.Save(folder.FullName);
                var other = new FixedDora();
                other.load_state_dict(model.state_dict().Where(entry => !entry.Key.Contains("lora_", StringComparison.Ordinal)).ToDictionary(), strict: false);
                var loaded = LoraModel.Load(other, folder.FullName, "loaded");
                foreach (var (path, adapter) in set.Named())
                {
                    var x = Input(path).to(path == "embedding" ? ScalarType.Int64 : ScalarType.Float32);
                    Assert.InRange(Reference.MaxDifference(adapter.forward(x), loaded.Named().Single(entry => entry.Path == path).Adapter.forward(x)), 0, 1e-5);
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    [Fact]
    public void A_recipe_and_its_values_reach_the_adapters()
    {
        using var scope = NewDisposeScope();
        var model = new DoraPlaces();
        var set = DoraRecipe.Attach(model, with: new() { First = new() { LearningRateRatio = 8 } });
        Assert.All(set.Named(), entry => Assert.True(Assert.IsAssignableFrom<LowRankAdapter>(entry.Adapter).IsDora));
        Assert.Equal((8.0, true), (set.First.LearningRateRatio, set.Second.FreezesA));
        var refused = Assert.Throws<ArgumentException>(() => DoraRecipe.Attach(new DoraPlaces(), with: new() { First = new() { LearningRateRatio = 0 } }));
        Assert.Contains("LearningRateRatio is 0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_of_layers_runs_each_by_its_own_magnitudes()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = new GroupedFixed();
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 2, Dora = true }, "dora");
        foreach (var (_, adapter) in set.Named())
            Randomize(adapter);
        var x = randn(3, 7);
        Assert.Equal(0, Reference.MaxDifference(model.Singly(x).Second, model.Together(x).Second));
    }

    private static (nn.Module Model, AdapterSet Set) Make(string method)
    {
        switch (method)
        {
            case "fixed":
                var plain = new FixedDora();
                return (plain, plain.Lora);
            case "adaptive":
                var adaptive = new AdaptiveDora();
                foreach (var (_, adapter) in adaptive.Lora.Named())
                    ((AdaptiveLoraAdapter)adapter).Resize(3);
                return (adaptive, adaptive.Lora);
            case "dynamic":
                var dynamic = new DynamicDora();
                return (dynamic, dynamic.Lora);
            default:
                var frozen = new FrozenDora();
                return (frozen, frozen.Lora);
        }
    }

    private static void Randomize(LayerAdapter adapter)
    {
        Reference.Randomize(adapter);
        using var untracked = no_grad();
        adapter.get_parameter("lora_magnitude_vector")!.abs_().add_(0.1);
    }

    private static Tensor Input(string kind) => kind switch
    {
        "embedding" => randint(9, [2, 3], dtype: ScalarType.Int64),
        "convolution" => randn([2, 4, 6, 6], dtype: ScalarType.Float64),
        _ => randn([2, 3, 7], dtype: ScalarType.Float64),
    };

    private static Tensor Prefix(Tensor factor, int dimension, int trainedFrom, int rank) =>
        cat([factor.detach().narrow(dimension, 0, trainedFrom), factor.narrow(dimension, trainedFrom, rank - trainedFrom)], dimension);

    private static Tensor Norms(Tensor weight) => (weight * weight).flatten(1).sum(dim: 1).sqrt();

    private static Tensor Definition(LayerAdapter adapter, Tensor x, Tensor a, Tensor b, Tensor m, double scaling)
    {
        var weight = adapter.Layer.Weight.detach();
        if (adapter.Layer.Module is Embedding)
        {
            var table = weight + (scaling * b.mm(a).t());
            return (table * (m / Norms(table.detach().t()))).index_select(0, x.flatten()).view([.. x.shape, 5]);
        }

        var sum = weight + (scaling * b.flatten(1).mm(a.flatten(1)).view(weight.shape));
        var scaled = sum * (m / Norms(sum.detach())).view([m.shape[0], .. Enumerable.Repeat(1L, (int)weight.dim() - 1)]);
        var bias = adapter.Layer.Bias?.detach();
        return adapter.Layer.Module is Conv2d
            ? nn.functional.conv2d(x, scaled, bias, strides: [2, 2], padding: [1, 1])
            : nn.functional.linear(x, scaled, bias);
    }
}
