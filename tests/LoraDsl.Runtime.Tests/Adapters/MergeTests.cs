using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

public sealed class MergeTests
{
    [Theory]
    [InlineData(ScalarType.Float64, 1e-12)]
    [InlineData(ScalarType.Float32, 2e-5)]
    [InlineData(ScalarType.BFloat16, 1.0)] // answers reach 60, where neighbours are 0.25 apart
    public void Merged_and_unmerged_answers_agree_to_the_types_rounding(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new ScaleTwo(32, 24);
        Reference.Randomize(model.Layer);
        model.to(type);
        var x = randn(16, 32).to(type);
        var drift = model.Lora.Merge(() => model.forward(x));
        Assert.InRange(drift, 0, tolerance);
        Assert.True(model.Layer.IsMerged);
    }

    [Fact]
    public void The_merged_weight_is_the_float64_sum_rounded_once()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new ScaleTwo(20, 12);
        Reference.Randomize(model.Layer);
        var expected = Reference.Leaf(model.Base.weight)
            + (2.0 * Reference.Leaf(Reference.FactorB(model.Layer)).mm(Reference.Leaf(Reference.FactorA(model.Layer))));
        model.Lora.Merge();
        Assert.InRange(Reference.MaxDifference(model.Base.weight, expected), 0, 4e-6);
    }

    [Fact]
    public void A_bfloat16_weight_is_rounded_once_not_the_product_and_the_sum_apart()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new ScaleTwo(20, 12);
        Reference.Randomize(model.Layer);
        model.to(ScalarType.BFloat16);
        var exact = model.Base.weight.to(ScalarType.Float32)
            + (2f * Reference.FactorB(model.Layer).to(ScalarType.Float32).mm(Reference.FactorA(model.Layer).to(ScalarType.Float32)));
        model.Lora.Merge();
        Assert.True(Reference.SameBits(exact.to(ScalarType.BFloat16), model.Base.weight));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Unmerge_restores_every_bit(ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new Mixed(24);
        foreach (var (_, adapter) in model.Lora.Named())
            Reference.Randomize(adapter);
        model.to(type);
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        model.Lora.Merge();
        Assert.False(Reference.SameBits(before["third.weight"], model.ThirdBase.weight));
        model.Lora.Unmerge();
        Assert.All(model.state_dict(), entry => Assert.True(Reference.SameBits(before[entry.Key], entry.Value), entry.Key));
    }

    [Fact]
    public void While_merged_nothing_that_would_lose_the_base_is_possible()
    {
        using var scope = NewDisposeScope();
        using var model = new Mixed();
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        model.Lora.Merge();
        Assert.Contains("Unmerge", Assert.Throws<InvalidOperationException>(model.Lora.Merge).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.Lora.Enabled = false);
        Assert.Throws<InvalidOperationException>(() => model.Second.Rank = 2);
        Assert.Throws<InvalidOperationException>(() => optimizer.step());
        Assert.Throws<InvalidOperationException>(() => model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1)));
        Assert.Throws<InvalidOperationException>(() => model.Lora.Load("nowhere"));
    }

    [Fact]
    public void A_merge_that_fails_midway_leaves_the_model_as_it_was()
    {
        using var scope = NewDisposeScope();
        using var model = new Mixed();
        foreach (var (_, adapter) in model.Lora.Named())
            Reference.Randomize(adapter);
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        model.Third.Enabled = false;
        var error = Assert.Throws<InvalidOperationException>(model.Lora.Merge);
        Assert.Contains("'third'", error.Message, StringComparison.Ordinal);
        Assert.False(model.Lora.IsMerged);
        Assert.All(model.state_dict(), entry => Assert.True(Reference.SameBits(before[entry.Key], entry.Value), entry.Key));
    }

    [Fact]
    public void A_probe_that_throws_leaves_the_model_unmerged()
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(4, 4);
        var calls = 0;
        Assert.Throws<NotSupportedException>(
            () => model.Lora.Merge(() => calls++ == 0 ? randn(1) : throw new NotSupportedException()));
        Assert.False(model.Lora.IsMerged);
    }

    [Fact]
    public void DyLoRA_merges_the_rank_that_is_selected()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = new DynamicFull(10, 8);
        Reference.Randomize(model.Layer);
        model.eval();
        model.Layer.Rank = 3;
        var x = randn(6, 10);
        Assert.InRange(model.Lora.Merge(() => model.forward(x)), 0, 2e-5);
    }
}
