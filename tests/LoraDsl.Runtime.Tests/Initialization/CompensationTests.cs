using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Initialization;

/// <summary>A base that takes back what a start adds, and is itself again, bit for bit, when asked for.</summary>
public sealed class CompensationTests
{
    [Theory]
    [InlineData(ScalarType.Float64, 1e-12)]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.BFloat16, 0.1)]
    public void Every_kind_of_layer_answers_as_before(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new PissaKinds();
        model.to(type);
        var x = Indices();
        var (expected, weights) = (model.forward(x), Weights(model));
        model.Lora.Initialize();
        Assert.InRange(Reference.MaxDifference(expected, model.forward(x)), 0, tolerance);
        foreach (var (path, adapter) in model.Lora.Named())
        {
            Assert.True(adapter.IsCompensated);
            var part = adapter.Layer.Product(adapter.A.to(ScalarType.Float64), adapter.B.to(ScalarType.Float64)).mul(adapter.Scaling);
            var sum = adapter.Layer.Weight.to(ScalarType.Float64).add(part);
            Assert.InRange(Reference.MaxDifference(weights[path], sum), 0, tolerance);
            Assert.NotEqual(0, Reference.MaxDifference(weights[path], adapter.Layer.Weight));
        }
    }

    [Fact]
    public void The_base_comes_back_bit_for_bit_whatever_happened_before()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = new PissaKinds();
        model.Lora.FreezeBase();
        var x = Indices();
        var weights = Weights(model);
        model.Lora.Enabled = false;
        var plain = model.forward(x);
        model.Lora.Enabled = true;

        model.Lora.Initialize();
        var compensated = Weights(model);
        Train(model, x);
        var trained = model.forward(x);

        model.Lora.Merge();
        Assert.InRange(Reference.MaxDifference(trained, model.forward(x)), 0, 1e-5);
        Assert.Throws<InvalidOperationException>(model.Lora.Reset);
        model.Lora.Unmerge();
        SameWeights(compensated, model);

        model.Lora.Enabled = false;
        SameWeights(weights, model);
        Assert.True(Reference.SameBits(plain, model.forward(x)));
        Assert.DoesNotContain(model.Lora.Named(), entry => entry.Adapter.IsCompensated);
        model.Lora.Enabled = true;
        SameWeights(compensated, model);
        Assert.True(Reference.SameBits(trained, model.forward(x)));

        model.Lora.Reset();
        SameWeights(weights, model);
        Assert.True(Reference.SameBits(plain, model.forward(x)));
        Assert.All(model.Lora.Named(), entry => Assert.False(entry.Adapter.IsInitialized || entry.Adapter.IsTrained));

        // Started again, also while they are switched off.
        model.Lora.Enabled = false;
        model.Lora.Initialize();
        SameWeights(weights, model);
        model.Lora.Enabled = true;
        SameWeights(compensated, model);
    }

    [Fact]
    public void Starting_anew_starts_from_the_original_weight()
    {
        using var scope = NewDisposeScope();
        using var model = new PissaKinds();
        var weights = Weights(model);
        model.Lora.Initialize();
        var (a, compensated) = (model.Head.A.detach().clone(), Weights(model));
        model.Lora.Initialize(new XavierInitializer());
        Assert.NotEqual(0, Reference.MaxDifference(a, model.Head.A));
        model.Lora.Initialize(new PissaInitializer());
        Assert.True(Reference.SameBits(a, model.Head.A));
        SameWeights(compensated, model);

        model.Lora.Initialize(new GaussianInitializer());
        SameWeights(weights, model);
        var error = Assert.Throws<ArgumentException>(() => model.Lora.Initialize(new TargetInitializer(path => path == "head" ? zeros(1) : randn(model.Lora.Named().First(entry => entry.Path == path).Adapter.OutFeatures, model.Lora.Named().First(entry => entry.Path == path).Adapter.InFeatures))));
        Assert.Contains("'head'", error.Message, StringComparison.Ordinal);
        SameWeights(weights, model);
    }

    [Fact]
    public void A_layer_that_no_batch_reaches_gets_LoRAs_own_start_in_the_place_of_another()
    {
        using var scope = NewDisposeScope();
        using var model = new PissaKinds();
        var weights = Weights(model);
        model.Lora.Initialize();
        model.Lora.Initialize([randn(6, 16)], x => model.Head.forward(x).square().sum(), new GradientInitializer());
        SameWeights(weights, model);
        Assert.Equal(0, model.Convolution.B.count_nonzero().item<long>());
        Assert.Equal(0, model.Table.A.count_nonzero().item<long>());
        Assert.InRange(Reference.MaxDifference(eye(2), model.Head.A.mm(model.Head.A.t())), 0, 1e-5);
        Assert.All(model.Lora.Named(), entry => Assert.True(entry.Adapter is { IsInitialized: true, IsTrained: false }));
    }

    [Fact]
    public void A_move_to_another_type_keeps_both_weights()
    {
        using var scope = NewDisposeScope();
        using var model = new PissaKinds();
        var x = Indices();
        var weights = Weights(model);
        model.Lora.Initialize();
        model.to(ScalarType.Float64);
        Assert.All(model.Lora.Named(), entry => Assert.False(entry.Adapter.IsTrained));
        var expected = model.forward(x);
        model.Lora.Enabled = false;
        Assert.All(model.Lora.Named(), entry => Assert.True(Reference.SameBits(weights[entry.Path].to(ScalarType.Float64), entry.Adapter.Layer.Weight)));
        model.Lora.Enabled = true;
        Assert.InRange(Reference.MaxDifference(expected, model.forward(x)), 0, 1e-6);
    }

    [Fact]
    public void A_base_that_is_loaded_too_late_is_noticed()
    {
        using var scope = NewDisposeScope();
        using var model = new PissaKinds();
        model.Lora.FreezeBase();
        var weights = Weights(model);
        model.Lora.Initialize();
        using (no_grad())
            model.Lora.Head.Layer.Weight.copy_(weights["head"]);
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.Optimizer(p => optim.SGD(p, 0.1)));
        Assert.Contains("'head' was compensated", error.Message, StringComparison.Ordinal);
        model.Lora.Reset();
        model.Lora.Initialize();
        using var optimizer = model.Lora.Optimizer(p => optim.SGD(p, 0.1));
    }

    [Fact]
    public void Without_compensation_the_start_is_added()
    {
        using var scope = NewDisposeScope();
        using var model = new Uncompensated();
        model.Lora.FreezeBase();
        Assert.True(model.Layer.IsInitialized);
        Assert.False(model.Layer.IsCompensated || model.Layer.IsTrained);
        var x = randn(4, 12);
        var expected = model.Layer.Layer.Module.forward(x) + x.mm(model.Layer.A.t()).mm(model.Layer.B.t());
        Assert.InRange(Reference.MaxDifference(expected, model.forward(x)), 0, 1e-5);
        Assert.NotEqual(0, model.Layer.B.count_nonzero().item<long>());
        using var optimizer = model.Lora.Optimizer(p => optim.SGD(p, 0.1));
        model.forward(x).sum().backward();
        optimizer.step();
        Assert.True(model.Layer.IsTrained);
        Assert.Contains("has been trained", Assert.Throws<InvalidOperationException>(() => model.Layer.Initialize(new GaussianInitializer())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_weight_is_not_compensated()
    {
        using var scope = NewDisposeScope();
        using var model = new TiedNet();
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.Initialize(new OrthogonalInitializer()));
        Assert.Contains("'first' and 'second' share one weight", error.Message, StringComparison.Ordinal);
        model.Lora.Initialize(new OrthogonalInitializer(), compensate: false);
        Assert.NotEqual(0, model.First.B.count_nonzero().item<long>());
    }

    private static void Train(PissaKinds model, Tensor x)
    {
        using var optimizer = model.Lora.Optimizer(p => optim.SGD(p, 0.1));
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            model.forward(x).square().sum().backward();
            optimizer.step();
        }

        Assert.All(model.Lora.Named(), entry => Assert.True(entry.Adapter.IsTrained));
    }

    private static Tensor Indices() => randint(0, 12, [5, 7], ScalarType.Int64);

    private static Dictionary<string, Tensor> Weights(PissaKinds model) =>
        model.Lora.Named().ToDictionary(entry => entry.Path, entry => entry.Adapter.Layer.Weight.detach().clone());

    private static void SameWeights(Dictionary<string, Tensor> expected, PissaKinds model) =>
        Assert.All(model.Lora.Named(), entry => Assert.True(Reference.SameBits(expected[entry.Path], entry.Adapter.Layer.Weight), entry.Path));
}
