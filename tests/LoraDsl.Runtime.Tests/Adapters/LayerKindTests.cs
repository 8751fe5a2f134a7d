using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

/// <summary>What every adapter does, on the layers that are not linear.</summary>
public sealed class LayerKindTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void A_merged_table_is_rounded_once_and_comes_back_bit_for_bit(ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = FixedTable();
        CheckMerge(model, model.Layer, model.Lora, type, (a, b) => b.mm(a).t());
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void A_merged_kernel_is_rounded_once_and_comes_back_bit_for_bit(ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = FixedConvolution();
        CheckMerge(model, model.Layer, model.Lora, type, (a, b) => b.view(5, 3).mm(a.view(3, 18)).view(5, 2, 3, 3));
    }

    [Fact]
    public void Merged_and_unmerged_answers_agree()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = Allocated();
        Randomize(model.Lora);
        var x = randint(12, [4, 7]);
        Assert.InRange(model.Lora.Merge(() => model.forward(x)), 1e-9, 1e-4);
    }

    [Fact]
    public void A_disabled_adapter_leaves_the_base_alone()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = FixedTable();
        Reference.Randomize(model.Layer);
        var ids = randint(9, [6]);
        Assert.NotEqual(0, Reference.MaxDifference(model.Base.forward(ids), model.forward(ids)));
        model.Lora.Enabled = false;
        Assert.True(Reference.SameBits(model.Base.forward(ids), model.forward(ids)));
    }

    [Fact]
    public void Moving_to_another_type_moves_the_factors_under_their_names()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = Allocated();
        Randomize(model.Lora);
        var x = randint(12, [4, 7]);
        var before = model.forward(x);
        model.to(ScalarType.Float64);
        Assert.All(model.Lora.Named(), entry => Assert.Equal(ScalarType.Float64, Reference.FactorA(entry.Adapter).dtype));
        Assert.InRange(Reference.MaxDifference(model.forward(x), before), 1e-12, 1e-4);
        Assert.Equal(
            ["convolution.lora_default.lora_A", "convolution.lora_default.lora_B", "head.lora_default.lora_A", "head.lora_default.lora_B", "table.lora_default.lora_A", "table.lora_default.lora_B"],
            model.state_dict().Keys.Where(key => key.Contains(".lora_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_a_rank_the_layers_run_alone()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using var model = new ThreeKinds();
        var ids = randint(12, [4, 7]);
        Assert.True(Reference.SameBits(model.Table.forward(ids), model.Lora.Table.forward(ids)));
        Assert.Equal(0, model.Lora.Named().Sum(entry => entry.Adapter.ParameterCount));
    }

    [Fact]
    public void Training_lowers_the_loss_of_all_kinds_and_leaves_the_base_alone()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        using var model = Allocated();
        model.Lora.FreezeBase();
        var (x, wanted) = (randint(12, [16, 7]), randn(16, 5));
        var frozen = model.Table.weight!.detach().clone();
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, lr: 0.05));
        var losses = new List<float>();
        for (var step = 0; step < 60; step++)
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.mse_loss(model.forward(x), wanted);
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }

        Assert.InRange(losses[^1], 0, losses[0] * 0.7);
        Assert.True(Reference.SameBits(frozen, model.Table.weight));
        Assert.All(
            model.Lora.Named(),
            entry => Assert.True(Reference.FactorA(entry.Adapter).abs().max().item<float>() > 0, entry.Path));
    }

    private static void CheckMerge(
        nn.Module<Tensor, Tensor> model, LayerAdapter adapter, AdapterSet set, ScalarType type, Func<Tensor, Tensor, Tensor> product)
    {
        Reference.Randomize(adapter);
        model.to(type);
        var before = model.state_dict()["layer.weight"]!.detach().clone();
        var (a, b) = (Reference.FactorA(adapter).to(ScalarType.Float32), Reference.FactorB(adapter).to(ScalarType.Float32));
        var expected = (before.to(ScalarType.Float32) + (product(a, b) * 2)).to(type);
        set.Merge();
        Assert.True(Reference.SameBits(expected, model.state_dict()["layer.weight"]!));
        Assert.False(Reference.SameBits(before, model.state_dict()["layer.weight"]!));
        set.Unmerge();
        Assert.True(Reference.SameBits(before, model.state_dict()["layer.weight"]!));
    }

    private static OneLayer<Embedding, EmbeddingAdapters.Fixed> FixedTable() =>
        new(nn.Embedding(9, 6), layer => new(layer, rank: 3, alpha: 6));

    private static OneLayer<Conv2d, Conv2dAdapters.Fixed> FixedConvolution() =>
        new(nn.Conv2d(2, 5, 3), layer => new(layer, rank: 3, alpha: 6));

    private static ThreeKinds Allocated()
    {
        var model = new ThreeKinds();
        model.Lora.AllocateRanksEvenly();
        return model;
    }

    private static void Randomize(AdapterSet set)
    {
        foreach (var (_, adapter) in set.Named())
            Reference.Randomize(adapter);
    }
}
