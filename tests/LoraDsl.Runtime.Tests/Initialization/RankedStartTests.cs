using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using LoraDsl.Ranks;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Initialization;

/// <summary>Starts of adapters whose ranks come later, change, or are a range.</summary>
public sealed class RankedStartTests
{
    [Fact]
    public void A_rank_comes_before_the_start()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptivePissa();
        model.Lora.FreezeBase();
        var x = randn(5, 12);
        var (expected, weight) = (model.forward(x), Weight(model.Layer));
        Assert.Contains("'layer' has no rank to start with yet", Assert.Throws<InvalidOperationException>(model.Lora.Initialize).Message, StringComparison.Ordinal);

        model.Lora.AllocateRanksEvenly();
        Assert.Contains("has no initial values yet (AdapterInitialization.Pissa)", Assert.Throws<InvalidOperationException>(() => model.Lora.Optimizer(p => optim.SGD(p, 0.1))).Message, StringComparison.Ordinal);
        model.Lora.Initialize();
        Assert.InRange(Reference.MaxDifference(expected, model.forward(x)), 0, 1e-5);
        Assert.InRange(Reference.MaxDifference(Principal(weight, 0, 4), Product(model.Layer)), 0, 1e-5);

        // Ranks that are shared out anew start anew.
        model.Lora.AllocateRanks([x], batch => model.forward(batch).sum(), allocation: new Fixed(2));
        Assert.True(Reference.SameBits(weight, Weight(model.Layer)));
        Assert.False(model.Layer.IsInitialized);
    }

    [Fact]
    public void Growth_goes_on_as_the_start_would_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptivePissa();
        model.to(ScalarType.Float64);
        model.Lora.FreezeBase();
        var weight = Weight(model.Layer);
        model.Lora.AllocateRanksEvenly();
        model.Lora.Initialize();
        var x = randn(5, 12, dtype: ScalarType.Float64);
        using var optimizer = model.Lora.Optimizer(p => optim.AdamW(p, 0.01));
        model.forward(x).square().sum().backward();
        optimizer.step();
        var trained = model.forward(x);

        optimizer.Resize(model.Layer, 6);
        Assert.InRange(Reference.MaxDifference(trained, model.forward(x)), 0, 1e-12);
        Assert.Equal(0, model.Layer.B.narrow(1, 4, 2).count_nonzero().item<long>());
        var (_, s, vt) = linalg.svd(weight, fullMatrices: false);

        // s = α/rank: PiSSA at rank 6 is √(σ/s) times the right vectors.
        var next = vt.narrow(0, 4, 2).mul(s.narrow(0, 4, 2).div(4.0 / 6).sqrt().unsqueeze(1));
        Assert.InRange(Reference.MaxDifference(next.abs(), model.Layer.A.narrow(0, 4, 2).abs()), 0, 1e-8);

        optimizer.Resize(model.Layer, 2);
        model.Lora.Reset();
        Assert.True(Reference.SameBits(weight, Weight(model.Layer)));
        Assert.Equal(2, model.Layer.Rank);
    }

    [Fact]
    public void A_start_that_needs_nothing_comes_with_the_rank()
    {
        using var scope = NewDisposeScope();
        manual_seed(8);
        using var model = new AdaptiveGaussian();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanks([randn(3, 200)], x => model.forward(x).sum(), allocation: new Fixed(4, 0));
        Assert.Equal((4, 0), (model.Layer.Rank, model.Unused.Rank));
        Assert.All(model.Lora.Named(), entry => Assert.True(entry.Adapter.IsInitialized));
        Assert.Equal(1.0 / 4, model.Layer.A.std().item<float>(), 0.03);
        model.Layer.Resize(10);
        Assert.Equal(1.0 / 10, model.Layer.A.narrow(0, 4, 6).std().item<float>(), 0.01);
        using var optimizer = model.Lora.Optimizer(p => optim.SGD(p, 0.1));
    }

    [Fact]
    public void Growth_of_what_came_from_batches_starts_as_LoRA()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        using var model = new AdaptiveGaussian();
        model.Lora.AllocateRanksEvenly();
        model.Layer.Initialize([randn(30, 200)], x => model.forward(x).sum(), new EvaInitializer());
        model.Layer.Resize(60);
        var added = model.Layer.A.narrow(0, 4, 56);
        Assert.InRange(added.abs().max().item<float>(), 0.065f, 1 / (float)Math.Sqrt(200));
    }

    [Fact]
    public void Ranges_and_sparse_layers_start_from_data()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(10);
        using var model = new DataStarts();
        model.to(ScalarType.Float64);
        model.Lora.FreezeBase();
        Tensor[] batches = [randn(20, 12, dtype: ScalarType.Float64), randn(20, 12, dtype: ScalarType.Float64)];
        var expected = model.forward(batches[0]);
        model.Dynamic.Rank = 2;
        model.Lora.Initialize(batches, x => model.forward(x).square().sum());
        Assert.True(Reference.SameBits(expected, model.forward(batches[0])));

        // Every row of the range, whichever rank is selected.
        var (_, _, vt) = linalg.svd(cat(batches), fullMatrices: false);
        Assert.InRange(Reference.MaxDifference(vt.narrow(0, 0, 3).abs(), model.Dynamic.A.abs()), 0, 1e-8);
        Assert.Equal(3, model.Sparse.A.shape[0]);
        Assert.InRange(Reference.MaxDifference(eye(3), model.Sparse.A.mm(model.Sparse.A.t())), 0, 1e-8);

        var sparse = Weight(model.Sparse);
        Assert.Contains("'dynamic' is adapted by DyLoRA", Assert.Throws<InvalidOperationException>(() => model.Lora.Initialize(new PissaInitializer())).Message, StringComparison.Ordinal);
        Assert.Contains("'sparse' is adapted by LoRS", Assert.Throws<InvalidOperationException>(() => model.Sparse.Initialize(new OloraInitializer())).Message, StringComparison.Ordinal);
        Assert.True(Reference.SameBits(sparse, Weight(model.Sparse)));
    }

    [Fact]
    public void AdaLoRA_keeps_the_start_that_it_has()
    {
        using var scope = NewDisposeScope();
        using var model = new OneTripletLayer(8, 6);
        var rank = model.Layer.Rank;
        Assert.True(model.Layer.IsInitialized);
        Assert.Contains("'layer' is adapted by AdaLoRA", Assert.Throws<InvalidOperationException>(() => model.Lora.Initialize(new GaussianInitializer())).Message, StringComparison.Ordinal);
        Reference.Randomize(model.Layer);
        Assert.True(model.Layer.IsTrained);
        model.Layer.Mask([.. Enumerable.Range(0, rank).Select(triplet => triplet != 1)]);
        model.Lora.Reset();
        Assert.False(model.Layer.IsTrained);
        Assert.Equal(rank, model.Layer.Rank);
    }

    [Fact]
    public void An_embedding_has_no_inputs_to_start_from()
    {
        using var scope = NewDisposeScope();
        using var model = new PissaKinds();
        var error = Assert.Throws<InvalidOperationException>(
            () => model.Lora.Initialize([randint(0, 12, [5, 7], ScalarType.Int64)], x => model.forward(x).sum(), new EvaInitializer()));
        Assert.Contains("'table' is an embedding", error.Message, StringComparison.Ordinal);
        model.Lora.Initialize([randint(0, 12, [5, 7], ScalarType.Int64)], x => model.forward(x).sum(), new GradientInitializer());
        Assert.Equal(0, model.Table.B.count_nonzero().item<long>());
        Assert.InRange(Reference.MaxDifference(eye(2), model.Table.A.mm(model.Table.A.t())), 0, 1e-5);
        Assert.False(model.Table.IsTrained);
    }

    private static Tensor Weight(LayerAdapter adapter) => adapter.Layer.Weight.detach().clone();

    private static Tensor Product(LayerAdapter adapter) => adapter.B.detach().mm(adapter.A.detach()).mul(adapter.Scaling);

    private static Tensor Principal(Tensor weight, int from, int count)
    {
        var (u, s, vt) = linalg.svd(weight, fullMatrices: false);
        return u.narrow(1, from, count).mul(s.narrow(0, from, count)).mm(vt.narrow(0, from, count));
    }

    private sealed class Fixed(params IReadOnlyList<int> ranks) : IRankAllocation
    {
        public string Name => "fixed";

        public RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget) => new(ranks, ranks.Sum(), 0);
    }
}
