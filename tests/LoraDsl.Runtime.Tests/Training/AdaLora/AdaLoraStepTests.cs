using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training;

public sealed class AdaLoraStepTests
{
    private const int Total = 30;
    private const int Warmup = 5;
    private const int Final = 8;
    private const double Weight = 0.3;

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    public void Budgets_scores_and_masks_are_those_of_plain_arrays_at_every_step(int interval, bool penaltyCounts)
    {
        using var scope = NewDisposeScope();
        using var model = Fresh(1);
        var adapters = model.Triplets;
        var reference = new TripletArrays(adapters);
        bool[][] mask = [.. adapters.Select(adapter => adapter.Live.ToArray())];
        using var optimizer = model.Lora.Optimizer(
            Inner, adaLora: Options() with { AllocationInterval = interval, PenaltyCountsInScores = penaltyCounts, CompactsWhenFinal = false });
        for (var step = 1; step <= Total; step++)
        {
            using var stepScope = NewDisposeScope();
            var batch = Batch();
            optimizer.zero_grad();
            Loss(model, batch).backward();
            var before = Values(TripletArrays.Factors(adapters));
            var gradients = Values(autograd.grad(
                [Loss(model, batch) + ((penaltyCounts ? Weight : 0) * TripletArrays.Penalty(adapters))], TripletArrays.Factors(adapters)));
            optimizer.step();

            reference.Update(before, gradients, 0.8, 0.9);
            var allocates = (step >= Warmup && step < Total - Final && step % interval == 0) || step == Total - Final;
            var budget = reference.Budget(step, 6, Total, Warmup, Final);
            if (allocates)
                mask = reference.Mask(budget);
            Assert.Equal(mask, adapters.Select(adapter => adapter.Live.ToArray()));
            if (allocates)
                Assert.Equal(budget, adapters.Sum(adapter => adapter.Rank));
            if (step == Total - Final)
                break;
        }

        Assert.Equal(6, adapters.Sum(adapter => adapter.CurrentRank));
    }

    [Fact]
    public void Scores_are_those_of_plain_arrays()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh(2);
        var adapters = model.Triplets;
        foreach (var adapter in adapters)
            Reference.Randomize(adapter);
        var reference = new TripletArrays(adapters);
        var statistics = adapters.Select(adapter => new TripletStatistics(adapter)).ToList();
        for (var step = 0; step < 4; step++)
        {
            model.zero_grad();
            Loss(model, Batch()).backward();
            reference.Update(Values(TripletArrays.Factors(adapters)), Values([.. TripletArrays.Factors(adapters).Select(factor => factor.grad!)]), 0.8, 0.9);
            foreach (var seen in statistics)
                seen.Update(Options());
            foreach (var (expected, seen) in reference.Scores().Zip(statistics))
                Assert.All(seen.Scores().data<double>().ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12 * pair.Second));
        }

        statistics.ForEach(seen => seen.Dispose());
    }

    [Fact]
    public void A_step_takes_the_gradient_of_the_loss_with_the_orthogonality_term()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh(3);
        foreach (var adapter in model.Triplets)
            Reference.Randomize(adapter);
        var factors = TripletArrays.Factors(model.Triplets);
        var batch = Batch();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.5), adaLora: Options());
        var gradients = autograd.grad([Loss(model, batch) + (Weight * TripletArrays.Penalty(model.Triplets))], factors);
        var expected = factors.Zip(gradients, (factor, gradient) => (factor - (0.5 * gradient)).detach()).ToList();
        Loss(model, batch).backward();
        optimizer.step();
        Assert.All(factors.Zip(expected), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-12));
    }

    [Fact]
    public void With_a_closure_the_term_is_added_to_the_gradients_that_it_gathers()
    {
        using var scope = NewDisposeScope();
        var (byHand, byClosure) = (Fresh(4), Fresh(4));
        var batch = Batch();
        using var first = byHand.Lora.Optimizer(Inner, adaLora: Options());
        using var second = byClosure.Lora.Optimizer(Inner, adaLora: Options());
        for (var step = 0; step < 12; step++)
        {
            first.zero_grad();
            Loss(byHand, batch).backward();
            first.step();
            second.step(() =>
            {
                second.zero_grad();
                var loss = Loss(byClosure, batch);
                loss.backward();
                return loss;
            });
        }

        Assert.All(byHand.parameters().Zip(byClosure.parameters()), pair => Assert.True(Reference.SameBits(pair.First, pair.Second)));
        byHand.Dispose();
        byClosure.Dispose();
    }

    [Fact]
    public void The_penalty_is_that_of_the_formula_with_its_derivatives()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh(5);
        foreach (var adapter in model.Triplets)
            Reference.Randomize(adapter);
        Tensor[] factors = [.. model.Triplets.SelectMany(adapter => new[] { Reference.FactorA(adapter), Reference.FactorB(adapter) })];
        var (actual, expected) = (model.Lora.OrthogonalityPenalty(), TripletArrays.Penalty(model.Triplets));
        Assert.InRange(Reference.MaxDifference(actual, expected), 0, 1e-12);
        var (left, right) = (autograd.grad([actual], factors), autograd.grad([expected], factors));
        Assert.All(left.Zip(right), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-12));
    }

    [Fact]
    public void Orthonormal_directions_feel_no_term()
    {
        using var scope = NewDisposeScope();
        using var model = new OneTripletLayer(9, 7);
        var (q, p) = (Reference.FactorA(model.Layer), Reference.FactorB(model.Layer));
        using (no_grad())
        {
            q.copy_(eye(5, 9));
            p.copy_(eye(7, 5));
        }

        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 1), adaLora: new AdaLoraOptions(10));
        optimizer.step();
        Assert.True(Reference.SameBits(eye(5, 9), q));
        Assert.True(Reference.SameBits(eye(7, 5), p));
    }

    [Fact]
    public void An_adapter_that_a_step_did_not_use_feels_the_term_alone_and_does_not_score()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh(6);
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.5), adaLora: Options());
        var block = model.Triplets[1];
        var expected = Reference.FactorB(block).detach()
            - (0.5 * Weight * autograd.grad([TripletArrays.Penalty(model.Triplets)], [Reference.FactorB(block)])[0]);
        model.Head.forward(randn(4, 6, dtype: ScalarType.Float64)).pow(2).mean().backward();
        Assert.Null(Reference.FactorA(block).grad);
        optimizer.step();
        Assert.InRange(Reference.MaxDifference(Reference.FactorB(block), expected), 0, 1e-13);
        Assert.Null(block.get_parameter("lora_E")!.grad);
    }

    [Fact]
    public void Masked_triplets_come_back_before_the_ranks_are_final_and_never_after()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        using var model = new TripletNet();
        model.Lora.FreezeBase();
        var options = new AdaLoraOptions(60) { WarmupSteps = 2, FinalSteps = 20, AllocationInterval = 4, CompactsWhenFinal = false };
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, 0.05), adaLora: options);
        var (cameBack, after) = (0, 0);
        bool[][] mask = [];
        for (var step = 1; step <= 60; step++)
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();

            // First one layer alone matters, then another.
            model.Triplets[step <= 20 ? 0 : 1].forward(randn(16, 6)).sub(3).pow(2).mean().backward();
            optimizer.step();
            bool[][] now = [.. model.Triplets.Select(adapter => adapter.Live.ToArray())];
            var back = mask.Length == 0 ? 0 : mask.Zip(now).Sum(pair => pair.First.Zip(pair.Second).Count(live => !live.First && live.Second));
            if (step <= 40)
                cameBack += back;
            else
                after += back;
            mask = now;
        }

        Assert.NotEqual(0, cameBack);
        Assert.Equal(0, after);
    }

    [Fact]
    public void In_the_final_phase_masked_values_stay_zero_under_AdamW_with_weight_decay()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh(8);
        using var optimizer = model.Lora.Optimizer(Inner, adaLora: Options() with { CompactsWhenFinal = false });
        for (var step = 1; step <= Total + 5; step++)
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();
            Loss(model, Batch()).backward();
            optimizer.step();
            if (step < Total - Final)
                continue;
            foreach (var adapter in model.Triplets)
            {
                var lambda = adapter.get_parameter("lora_E")!.data<double>().ToArray();
                Assert.Equal(adapter.Live, lambda.Select(value => BitConverter.DoubleToInt64Bits(value) != 0));
            }
        }

        Assert.Equal(6, model.Triplets.Sum(adapter => adapter.CurrentRank));
    }

    [Fact]
    public void A_gradient_that_is_not_finite_names_the_adapter_and_moves_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh(9);
        using var optimizer = model.Lora.Optimizer(Inner, adaLora: Options() with { WarmupSteps = 0 });
        Loss(model, Batch()).backward();
        using (no_grad())
            Reference.FactorA(model.Head).grad!.mul_(double.NaN);
        var before = model.parameters().Select(parameter => parameter.detach().clone()).ToList();
        var error = Assert.Throws<InvalidOperationException>(() => optimizer.step());
        Assert.Contains("'head'", error.Message, StringComparison.Ordinal);
        Assert.All(before.Zip(model.parameters()), pair => Assert.True(Reference.SameBits(pair.First, pair.Second)));
    }

    [Fact]
    public void Every_change_of_a_rank_is_an_event()
    {
        using var scope = NewDisposeScope();
        using var model = Fresh(10);
        var changes = new List<RankChange>();
        model.Lora.RankChanged += (_, change) => changes.Add(change);
        using var optimizer = model.Lora.Optimizer(Inner, adaLora: Options());
        for (var step = 1; step <= Total; step++)
        {
            using var stepScope = NewDisposeScope();
            var before = model.Triplets.Select(adapter => adapter.Rank).ToList();
            changes.Clear();
            optimizer.zero_grad();
            Loss(model, Batch()).backward();
            optimizer.step();
            var moved = model.Lora.Named().Select((entry, index) => (entry.Path, Old: before[index], New: entry.Adapter.CurrentRank))
                .Where(entry => entry.Old != entry.New);
            Assert.Equal(moved, changes.Where(change => change.Kind == RankChangeKind.Budget).Select(change => (change.Path, change.OldRank, change.NewRank)));
            Assert.All(changes, change => Assert.Equal(step, change.Step));
            if (step == Total - Final)
                Assert.Contains(changes, change => change.Kind == RankChangeKind.Compaction && change.Reason.Contains("carried over", StringComparison.Ordinal));
        }
    }

    internal static AdaLoraOptions Options() => new(Total)
    {
        WarmupSteps = Warmup,
        FinalSteps = Final,
        Beta1 = 0.8,
        Beta2 = 0.9,
        OrthogonalityWeight = Weight,
    };

    internal static optim.Optimizer Inner(IEnumerable<TorchSharp.Modules.Parameter> parameters) =>
        optim.AdamW(parameters, lr: 0.02, weight_decay: 0.1);

    internal static TripletNet Fresh(int seed)
    {
        random.manual_seed(seed);
        var model = new TripletNet();
        model.to(ScalarType.Float64);
        model.Lora.FreezeBase();
        return model;
    }

    internal static Tensor Batch() => randn(8, 6, dtype: ScalarType.Float64);

    internal static Tensor Loss(TripletNet model, Tensor batch) => (model.forward(batch) - batch.narrow(1, 0, 5).sin()).pow(2).mean();

    private static double[][] Values(IEnumerable<Tensor> tensors) =>
        [.. tensors.Select(tensor => tensor.detach().contiguous().data<double>().ToArray())];
}
