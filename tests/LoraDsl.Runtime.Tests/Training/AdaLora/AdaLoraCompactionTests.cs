using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training;

public sealed class AdaLoraCompactionTests
{
    private const int Steps = 40;

    [Theory]
    [InlineData("AdamW")]
    [InlineData("Adam")]
    [InlineData("SGD")]
    public void A_compacted_run_goes_on_as_one_that_keeps_what_is_masked(string name)
    {
        using var scope = NewDisposeScope();
        using var compacted = AdaLoraStepTests.Fresh(1);
        using var kept = AdaLoraStepTests.Fresh(1);
        Train(compacted, name, compact: true);
        Train(kept, name, compact: false);
        Assert.Equal(6, compacted.Triplets.Sum(adapter => adapter.StoredTriplets));
        Assert.Equal(12, kept.Triplets.Sum(adapter => adapter.StoredTriplets));
        foreach (var (small, large) in compacted.Triplets.Zip(kept.Triplets))
        {
            Assert.Equal(large.Rank, small.Rank);
            Assert.All(small.Factors.Zip(large.EffectiveFactors()), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-9));
        }

        var x = AdaLoraStepTests.Batch();
        Assert.InRange(Reference.MaxDifference(compacted.forward(x), kept.forward(x)), 0, 1e-9);
    }

    [Fact]
    public void On_request_masked_triplets_go_at_once_and_the_answer_stays()
    {
        using var scope = NewDisposeScope();
        using var model = AdaLoraStepTests.Fresh(2);
        using var optimizer = model.Lora.Optimizer(AdaLoraStepTests.Inner, adaLora: AdaLoraStepTests.Options());
        while (model.Triplets.Sum(adapter => adapter.Rank) > 9)
            Step(model, optimizer);
        var x = AdaLoraStepTests.Batch();
        var before = model.forward(x);
        optimizer.Compact();
        Assert.All(model.Triplets, adapter => Assert.Equal(adapter.Rank, adapter.StoredTriplets));
        Assert.InRange(Reference.MaxDifference(model.forward(x), before), 0, 1e-13);
        Assert.Equal(model.Triplets.Sum(adapter => adapter.ParameterCount), optimizer.parameters().Sum(parameter => parameter.numel()));
        while (optimizer.StepCount < 30)
            Step(model, optimizer);
        Assert.Equal(6, model.Triplets.Sum(adapter => adapter.StoredTriplets));
        optimizer.Compact();
    }

    [Fact]
    public void What_training_has_moved_since_it_was_masked_still_counts()
    {
        using var scope = NewDisposeScope();
        using var folder = new Checkpoints.TemporaryFolder();
        using var model = AdaLoraStepTests.Fresh(4);
        using var optimizer = model.Lora.Optimizer(AdaLoraStepTests.Inner, adaLora: AdaLoraStepTests.Options() with { AllocationInterval = 7 });
        while (optimizer.StepCount < 10)
            Step(model, optimizer);
        Assert.True(model.Triplets.Sum(adapter => adapter.Rank) < 12);
        var x = AdaLoraStepTests.Batch();
        var before = model.forward(x);
        Assert.InRange(model.Lora.Merge(() => model.forward(x)), 0, 1e-12);
        model.Lora.Unmerge();
        model.Lora.Save(folder.Path);
        optimizer.Compact();
        Assert.InRange(Reference.MaxDifference(model.forward(x), before), 0, 1e-12);
        using var loaded = AdaLoraStepTests.Fresh(4);
        loaded.Lora.Load(folder.Path);
        Assert.InRange(Reference.MaxDifference(loaded.forward(x), before), 0, 1e-12);
    }

    [Fact]
    public void An_adapter_that_loses_every_triplet_costs_nothing_more()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new TripletKinds();
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(
            parameters => optim.AdamW(parameters, 0.01), adaLora: new AdaLoraOptions(8) { WarmupSteps = 3, FinalSteps = 4 });
        for (var step = 0; step < 8; step++)
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();
            // The table and the convolution are not part of this loss.
            model.Head.forward(randn(4, 16)).pow(2).sum().backward();
            optimizer.step();
        }

        AdaLoraAdapter[] adapters = [model.Table, model.Convolution, model.Head];
        Assert.Equal(5, adapters.Sum(adapter => adapter.Rank));
        Assert.Equal(4, model.Head.Rank);
        var gone = Assert.Single(adapters, adapter => adapter.Rank == 0);
        Assert.Equal((0, 0L, 0.0), (gone.StoredTriplets, gone.ParameterCount, gone.Scaling));
        model.forward(randint(12, [4, 7])).sum().backward();
        optimizer.step();
    }

    [Fact]
    public void What_cannot_be_compacted_says_so()
    {
        using var scope = NewDisposeScope();
        using var plain = new ScaleTwo(4, 4);
        plain.Lora.FreezeBase();
        using var optimizer = plain.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        Assert.Contains("AdaLoRA", Assert.Throws<InvalidOperationException>(optimizer.Compact).Message, StringComparison.Ordinal);
    }

    private static void Train(TripletNet model, string name, bool compact)
    {
        using var optimizer = model.Lora.Optimizer(
            parameters => name switch
            {
                "AdamW" => optim.AdamW(parameters, 0.02, weight_decay: 0.1, amsgrad: true),
                "Adam" => optim.Adam(parameters, 0.02, weight_decay: 0.1),
                _ => optim.SGD(parameters, 0.02, momentum: 0.9, weight_decay: 0.01),
            },
            adaLora: AdaLoraStepTests.Options() with { CompactsWhenFinal = compact });
        random.manual_seed(5);
        for (var step = 0; step < Steps; step++)
            Step(model, optimizer);
    }

    private static void Step(TripletNet model, LoraDsl.Optimization.LoraOptimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        AdaLoraStepTests.Loss(model, AdaLoraStepTests.Batch()).backward();
        optimizer.step();
    }
}
