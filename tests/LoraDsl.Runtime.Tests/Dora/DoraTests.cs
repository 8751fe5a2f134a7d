using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Dora;

/// <summary>DoRA against float64 autograd of its definition with the norm detached (arXiv 2402.09353, sections 4.1 and 4.3).</summary>
public sealed class DoraTests
{
    private const double Scaling = 2;

    public static TheoryData<string> Kinds => ["linear", "linear without bias", "embedding", "convolution"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Answers_and_gradients_are_those_of_the_definition(string kind)
    {
        using var scope = NewDisposeScope();
        var (model, layer, input) = Make(kind, ScalarType.Float64);
        var set = Attach(model);
        var adapter = set.Named().Single().Adapter;
        Randomize(adapter);
        set.FreezeBase();
        Tensor[] factors = [adapter.get_parameter("lora_A")!, adapter.get_parameter("lora_B")!, adapter.get_parameter("lora_magnitude_vector")!];
        var x = input.is_floating_point() ? input.requires_grad_() : input;
        var y = model.call(x);
        var gradient = randn_like(y);
        y.backward([gradient]);

        Tensor[] leaves = [.. factors.Select(Reference.Leaf)];
        var xLeaf = input.is_floating_point() ? Reference.Leaf(input) : input;
        var expected = Definition(kind, layer, xLeaf, leaves[0], leaves[1], leaves[2]);
        expected.backward([gradient]);
        Assert.True(Reference.MaxDifference(expected, y) < 1e-10);
        foreach (var (leaf, factor) in leaves.Zip(factors))
            Assert.True(Reference.MaxDifference(leaf.grad!, factor.grad!) < 1e-9);
        if (input.is_floating_point())
            Assert.True(Reference.MaxDifference(xLeaf.grad!, x.grad!) < 1e-10);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_initial_adapter_answers_as_the_base_and_a_merged_one_as_it_did(string kind)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var (model, layer, input) = Make(kind, ScalarType.Float32);
        var original = model.call(input);
        var set = Attach(model);
        Assert.True(Reference.MaxDifference(original, model.call(input)) < 1e-6);

        Randomize(set.Named().Single().Adapter);
        var weight = layer.get_parameter("weight")!.clone();
        var expected = model.call(input);
        set.Merge();
        Assert.True(Reference.MaxDifference(expected, model.call(input)) < 1e-4 * expected.abs().max().item<float>());
        set.Unmerge();
        Assert.True(Reference.SameBits(weight, layer.get_parameter("weight")!));
        Assert.True(Reference.SameBits(expected, model.call(input)));
    }

    [Fact]
    public void Dropout_is_the_low_rank_parts_alone()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var (model, _, input) = Make("linear", ScalarType.Float32);
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 3, Alpha = 6, Dora = true, Dropout = 0.5 });
        model.train();

        Tensor original;
        using (set.UseNone())
            original = model.call(input);

        // B is zero, so dropout has nothing to act on, and the base's part is whole.
        Assert.True(Reference.MaxDifference(original, model.call(input)) < 1e-6);
        Randomize(set.Named().Single().Adapter);
        Assert.True(Reference.MaxDifference(model.call(input), model.call(input)) > 1e-3);
        model.eval();
        Assert.True(Reference.SameBits(model.call(input), model.call(input)));
    }

    [Fact]
    public void A_sum_with_another_adapter_adds_what_each_gives_beyond_the_base()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var (model, _, input) = Make("linear", ScalarType.Float64);
        var original = model.call(input);
        var dora = Attach(model);
        Randomize(dora.Named().Single().Adapter);
        var withDora = model.call(input);
        var plain = LoraModel.Attach(model, new LoraConfig { Rank = 2 }, "plain");
        Reference.Randomize(plain.Named().Single().Adapter);
        var withPlain = model.call(input);
        using (plain.Use(("default", 0.5), ("plain", 2)))
        {
            var expected = original + ((withDora - original) * 0.5) + ((withPlain - original) * 2);
            Assert.True(Reference.MaxDifference(expected, model.call(input)) < 1e-9);
            plain.Adapters.Merge();
            Assert.True(Reference.MaxDifference(expected, model.call(input)) < 1e-9);
            plain.Adapters.Unmerge();
        }
    }

    [Fact]
    public void Magnitudes_cannot_be_combined()
    {
        var (model, _, _) = Make("linear", ScalarType.Float32);
        var set = Attach(model);
        Assert.Contains("DoRA", Assert.Throws<InvalidOperationException>(() => set.Adapters.Combine("sum", [("default", 1)], new CombinationOptions(CombinationMethod.Cat))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_zeros_give_what_the_base_gives()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var (model, layer, input) = Make("linear", ScalarType.Float32);
        layer.get_parameter("weight")![2].zero_();
        var original = model.call(input);
        Attach(model);
        Assert.True(Reference.MaxDifference(original, model.call(input)) < 1e-6);
    }

    [Fact]
    public void Training_moves_magnitudes_and_resetting_brings_them_back()
    {
        using var scope = NewDisposeScope();
        var (model, _, input) = Make("linear", ScalarType.Float32);
        var set = Attach(model);
        var magnitude = set.Named().Single().Adapter.get_parameter("lora_magnitude_vector")!;
        var before = magnitude.detach().clone();
        set.FreezeBase();
        using var optimizer = set.Optimizer(parameters => optim.SGD(parameters, 0.01));
        model.call(input).square().sum().backward();
        optimizer.step();
        Assert.False(Reference.SameBits(before, magnitude));
        set.Reset();
        Assert.True(Reference.SameBits(before, set.Named().Single().Adapter.get_parameter("lora_magnitude_vector")!));
    }

    private static AdapterSet Attach(nn.Module model) => LoraModel.Attach(model, new LoraConfig { Rank = 3, Alpha = 6, Dora = true, TargetModules = ["layer"] });

    private static void Randomize(LayerAdapter adapter)
    {
        Reference.Randomize(adapter);
        using var untracked = no_grad();
        adapter.get_parameter("lora_magnitude_vector")!.abs_().add_(0.1);
    }

    private static (nn.Module<Tensor, Tensor> Model, nn.Module<Tensor, Tensor> Layer, Tensor Input) Make(string kind, ScalarType type)
    {
        manual_seed(4);
        nn.Module<Tensor, Tensor> layer = kind switch
        {
            "linear" => nn.Linear(7, 5),
            "linear without bias" => nn.Linear(7, 5, hasBias: false),
            "embedding" => nn.Embedding(9, 5),
            _ => nn.Conv2d(16, 16, 3, padding: 1, stride: 2),
        };
        var input = kind switch
        {
            "embedding" => randint(9, [3, 4], dtype: ScalarType.Int64),
            "convolution" => randn([2, 16, 6, 6], dtype: type),
            _ => randn([2, 3, 7], dtype: type),
        };
        nn.Module<Tensor, Tensor> model = nn.Sequential(("layer", layer));
        model.to(type);
        return (model, layer, input);
    }

    private static Tensor Definition(string kind, nn.Module<Tensor, Tensor> layer, Tensor x, Tensor a, Tensor b, Tensor m)
    {
        var weight = layer.get_parameter("weight")!.detach();
        if (kind == "embedding")
        {
            var table = weight + (Scaling * b.mm(a).t());
            var norm = (table.detach() * table.detach()).sum(dim: 0).sqrt();
            return (table * (m / norm)).index_select(0, x.flatten()).view([.. x.shape, 5]);
        }

        var sum = weight + (Scaling * b.flatten(1).mm(a.flatten(1)).view(weight.shape));
        var flat = sum.detach().flatten(1);
        var gains = m / (flat * flat).sum(dim: 1).sqrt();
        var scaled = sum * gains.view([gains.shape[0], .. Enumerable.Repeat(1L, (int)weight.dim() - 1)]);
        var bias = layer.get_parameter("bias")?.detach();
        return kind == "convolution"
            ? nn.functional.conv2d(x, scaled, bias, strides: [2, 2], padding: [1, 1])
            : nn.functional.linear(x, scaled, bias);
    }
}
