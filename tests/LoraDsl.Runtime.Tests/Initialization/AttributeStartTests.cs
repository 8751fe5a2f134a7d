using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Initialization;

/// <summary>What attributes ask for is what adapters start with: each start against its formula, on a float64 model.</summary>
public sealed class AttributeStartTests
{
    private const int Rank = 3;
    private const int In = 12;
    private const int Out = 10;

    [Fact]
    public void Starts_from_the_weight_are_its_decompositions()
    {
        using var scope = NewDisposeScope();
        using var model = Initialized(out var weights, out _);
        var (u, s, vt) = linalg.svd(weights["pissa"], fullMatrices: false);
        Close(u.narrow(1, 0, Rank).mul(s.narrow(0, 0, Rank)).mm(vt.narrow(0, 0, Rank)), Product(model.Pissa));
        Close(A(model.Pissa).square().sum(1), B(model.Pissa).square().sum(dim: 0));

        var (q, r) = linalg.qr(weights["olora"]);
        Close(q.narrow(1, 0, Rank).mm(r.narrow(0, 0, Rank)), B(model.Olora).mm(A(model.Olora)));
        Close(eye(Rank, dtype: ScalarType.Float64), B(model.Olora).t().mm(B(model.Olora)));
    }

    [Fact]
    public void Starts_from_batches_are_singular_vectors_of_gradients_and_inputs()
    {
        using var scope = NewDisposeScope();
        using var model = Initialized(out var weights, out var batches);
        var (u, _, vt) = linalg.svd(MeanGradient("loraGa", weights, model, batches), fullMatrices: false);
        var square = Math.Sqrt(Out) / 16;
        Close(Projection(vt.narrow(0, 0, Rank)).mul(square), A(model.LoraGa).t().mm(A(model.LoraGa)));
        Close(Projection(u.narrow(1, Rank, Rank).t()).mul(square), B(model.LoraGa).mm(B(model.LoraGa).t()));

        (_, _, vt) = linalg.svd(MeanGradient("gradient", weights, model, batches), fullMatrices: false);
        Close(Projection(vt.narrow(0, 0, Rank)), Projection(A(model.Gradient)));
        (_, _, vt) = linalg.svd(cat(batches), fullMatrices: false);
        Close(Projection(vt.narrow(0, 0, Rank)), Projection(A(model.Eva)));
        foreach (var adapter in new LayerAdapter[] { model.Gradient, model.Eva })
        {
            Close(eye(Rank, dtype: ScalarType.Float64), A(adapter).mm(A(adapter).t()));
            Assert.Equal(0, B(adapter).count_nonzero().item<long>());
        }
    }

    [Fact]
    public void Drawn_starts_have_their_deviations()
    {
        const int Draws = 250;
        using var scope = NewDisposeScope();
        using var model = new EveryStart();
        model.to(ScalarType.Float64);
        manual_seed(3);
        var weight = model.Lora.PretrainedAdaptive.BaseWeight;
        var unit = weight.std().item<double>() * linalg.svdvals(weight).max().item<double>();
        var depth = 5.0 / 13;
        (LayerAdapter Adapter, double OfA, double OfB)[] expected =
        [
            (model.Original, 1 / Math.Sqrt(3 * In), 0),
            (model.Gaussian, 1.0 / Rank, 0),
            (model.Xavier, Math.Sqrt(2.0 / (In + Out)), 0.1 * Math.Sqrt(2.0 / (In + Out))),
            (model.KaimingNormal, Math.Sqrt(2.0 / In), 0.1 * Math.Sqrt(2.0 / Rank)),
            (model.Orthogonal, 1 / Math.Sqrt(In), 0.1 / Math.Sqrt(Out)),
            (model.LayerAdaptive, 0.02 * (1 - (0.5 * depth)), 0.02 * (1 - (0.5 * depth)) * (0.1 + (0.05 * depth))),
            (model.ScaledNormal, 0.02, 0.002),
            (model.PretrainedAdaptive, 0.5 * unit, 0.1 * unit),
        ];
        var drawn = expected.ToDictionary(entry => entry.Adapter, _ => (A: new List<Tensor>(), B: new List<Tensor>()));
        Tensor[] batches = [randn(20, In, dtype: ScalarType.Float64)];
        for (var draw = 0; draw < Draws; draw++)
        {
            model.Lora.Reset();
            model.Lora.Initialize(batches, x => Loss(model.forward(x)));
            foreach (var (adapter, values) in drawn)
            {
                values.A.Add(A(adapter).clone());
                values.B.Add(B(adapter).clone());
            }
        }

        foreach (var (adapter, ofA, ofB) in expected)
        {
            HasMoments(adapter.Name, stack(drawn[adapter].A), ofA);
            HasMoments(adapter.Name, stack(drawn[adapter].B), ofB);
        }
    }

    [Fact]
    public void The_model_answers_as_its_base_at_step_0()
    {
        using var scope = NewDisposeScope();
        using var model = new EveryStart();
        model.to(ScalarType.Float64);
        var x = randn(7, In, dtype: ScalarType.Float64);
        var weights = Weights(model);
        var expected = model.forward(x);
        model.Lora.Initialize([x], batch => Loss(model.forward(batch)));
        Assert.InRange(Reference.MaxDifference(expected, model.forward(x)), 0, 1e-13);

        string[] moved = [.. weights.Where(entry => !Reference.SameBits(entry.Value, Weights(model)[entry.Key])).Select(entry => entry.Key)];
        Assert.Equal(model.Lora.Named().Where(entry => entry.Adapter.IsCompensated).Select(entry => entry.Path), moved);
        Assert.Equal(
            ["xavier", "kaimingNormal", "orthogonal", "layerAdaptive", "scaledNormal", "pretrainedAdaptive", "pissa", "olora", "loraGa"], moved);
        Assert.All(model.Lora.Named(), entry => Assert.True(entry.Adapter.IsInitialized && !entry.Adapter.IsTrained));
    }

    [Fact]
    public void What_was_not_started_cannot_be_trained()
    {
        using var scope = NewDisposeScope();
        using var model = new EveryStart();
        model.Lora.FreezeBase();
        Assert.Equal(
            ["original", "gaussian"], model.Lora.Named().Where(entry => entry.Adapter.IsInitialized).Select(entry => entry.Path));
        Assert.Equal(1.0 / Rank, A(model.Gaussian).std().item<float>(), 0.15);
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.Optimizer(p => optim.SGD(p, 0.1)));
        Assert.Contains("'xavier' has no initial values yet (AdapterInitialization.Xavier): load the base, then call Lora.Initialize()", error.Message, StringComparison.Ordinal);

        error = Assert.Throws<InvalidOperationException>(model.Lora.Initialize);
        Assert.Contains("'loraGa' is initialized by \"LoRA-GA\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("Lora.Initialize(batches, loss)", error.Message, StringComparison.Ordinal);
        Assert.False(model.Pissa.IsInitialized);
        var x = randn(9, In);
        model.Lora.Initialize([x], batch => Loss(model.forward(batch)));
        using var optimizer = model.Lora.Optimizer(p => optim.SGD(p, 0.1));
        var before = model.forward(x);
        Loss(before).backward();
        optimizer.step();
        Assert.NotEqual(0, Reference.MaxDifference(before, model.forward(x)));
        Assert.Contains("has been trained", Assert.Throws<InvalidOperationException>(
            () => model.Lora.Pissa.Initialize(new LoraDsl.Initialization.OloraInitializer())).Message, StringComparison.Ordinal);
        model.Lora.Initialize();
    }

    [Fact]
    public void A_start_that_fails_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = new EveryStart();
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        Assert.Throws<ArgumentException>(() => model.Lora.Initialize([full(4, In, float.NaN)], x => Loss(model.forward(x))));
        Assert.Throws<ArgumentException>(() => model.Lora.Initialize(Array.Empty<Tensor>(), x => Loss(model.forward(x))));
        using (no_grad())
            model.Lora.Olora.Layer.Weight[0, 0] = float.NaN;
        var error = Assert.Throws<ArgumentException>(() => model.Lora.Initialize([randn(4, In)], x => Loss(model.forward(x))));
        Assert.Contains("'olora'", error.Message, StringComparison.Ordinal);
        using (no_grad())
            model.Lora.Olora.Layer.Weight.copy_(before["olora.weight"]);
        Assert.All(model.state_dict(), entry => Assert.True(Reference.SameBits(before[entry.Key], entry.Value), entry.Key));
        Assert.DoesNotContain(model.Lora.Named(), entry => entry.Adapter.IsCompensated);
    }

    [Fact]
    public void A_target_is_passed_by_whoever_knows_it()
    {
        using var scope = NewDisposeScope();
        using var model = new Targeted();
        var x = randn(3, 6);
        var before = model.forward(x);
        Assert.Contains("Initialize(new TargetInitializer(…))", Assert.Throws<InvalidOperationException>(model.Lora.Initialize).Message, StringComparison.Ordinal);
        var target = randn(5, 2).mm(randn(2, 6));
        model.Lora.Layer.Initialize(new LoraDsl.Initialization.TargetInitializer(path => path == "layer" ? target : zeros(1)), compensate: false);
        Assert.InRange(Reference.MaxDifference(before + x.mm(target.t()), model.forward(x)), 0, 1e-4);
    }

    private static EveryStart Initialized(out Dictionary<string, Tensor> weights, out Tensor[] batches)
    {
        random.manual_seed(2);
        var model = new EveryStart();
        model.to(ScalarType.Float64);
        model.Lora.FreezeBase();
        using (no_grad())
        {
            // The base is loaded after the adapters are attached.
            foreach (var (_, adapter) in model.Lora.Named())
                adapter.Layer.Weight.copy_(randn_like(adapter.Layer.Weight));
        }

        weights = Weights(model);
        batches = [.. Enumerable.Range(0, 3).Select(_ => randn(16, In, dtype: ScalarType.Float64))];
        model.Lora.Initialize(batches, x => Loss(model.forward(x)));
        return model;
    }

    private static Dictionary<string, Tensor> Weights(EveryStart model) =>
        model.Lora.Named().ToDictionary(entry => entry.Path, entry => entry.Adapter.Layer.Weight.detach().clone());

    private static Tensor MeanGradient(string layer, Dictionary<string, Tensor> weights, EveryStart model, Tensor[] batches)
    {
        var (path, adapter) = model.Lora.Named().Single(entry => entry.Path == layer);
        var weight = weights[path].clone().requires_grad_();
        var bias = ((TorchSharp.Modules.Linear)adapter.Layer.Module).bias;
        var loss = batches.Select(x => Part(nn.functional.linear(x, weight, bias))).Aggregate((sum, next) => sum + next);
        return autograd.grad([loss], [weight])[0];
    }

    // A sum over outputs: the part of each layer is its own.
    private static Tensor Loss(Tensor y) => Part(y);

    private static Tensor Part(Tensor y) => y.tanh().pow(3).add(y).square().sum();

    private static Tensor Product(LayerAdapter adapter) => B(adapter).mm(A(adapter)).mul(adapter.Scaling);

    private static Tensor Projection(Tensor rows) => rows.t().mm(rows);

    private static Tensor A(LayerAdapter adapter) => Reference.FactorA(adapter).detach();

    private static Tensor B(LayerAdapter adapter) => Reference.FactorB(adapter).detach();

    private static void Close(Tensor expected, Tensor actual) => Assert.InRange(Reference.MaxDifference(expected, actual), 0, 1e-8);

    private static void HasMoments(string name, Tensor values, double deviation)
    {
        var count = values.numel();
        var mean = values.mean().item<double>();
        var found = values.square().mean().sqrt().item<double>();
        Assert.True(Math.Abs(mean) <= 4 * deviation / Math.Sqrt(count), $"{name}: mean {mean}");
        Assert.True(Math.Abs(found - deviation) <= 4 * deviation / Math.Sqrt(2.0 * count), $"{name}: {found} for {deviation}");
    }
}
