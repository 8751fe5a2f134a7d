using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

/// <summary>DyLoRA on the layers that are not linear.</summary>
public sealed class DynamicLayerKindTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_table_answers_at_every_rank_as_its_prefix_does(int rank)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(rank);
        using var model = Table(DyLoraMode.Full);
        Reference.Randomize(model.Layer);
        model.eval();
        model.Lora.SelectRank(rank);
        var delta = Reference.FactorB(model.Layer).narrow(1, 0, rank).mm(Reference.FactorA(model.Layer).narrow(0, 0, rank)).t();
        var ids = randint(9, [2, 5]);
        var expected = (model.Base.weight! + (delta * (5.0 / rank))).index_select(0, ids.flatten()).view(2, 5, 7);
        Assert.InRange(Reference.MaxDifference(model.forward(ids), expected), 0, 1e-4);
        Assert.InRange(model.Lora.Merge(() => model.forward(ids)), 0, 1e-4);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_kernel_answers_at_every_rank_as_its_prefix_does(int rank)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(rank);
        using var model = Convolution(DyLoraMode.Full);
        Reference.Randomize(model.Layer);
        model.eval();
        model.Lora.SelectRank(rank);
        var delta = Reference.FactorB(model.Layer).view(6, 5).narrow(1, 0, rank)
            .mm(Reference.FactorA(model.Layer).view(5, 18).narrow(0, 0, rank)).view(6, 2, 3, 3);
        var x = randn(2, 2, 7, 7);
        var expected = nn.functional.conv2d(x, model.Base.weight + (delta * (5.0 / rank)), model.Base.bias);
        Assert.InRange(Reference.MaxDifference(model.forward(x), expected), 0, 1e-4);
        Assert.InRange(model.Lora.Merge(() => model.forward(x)), 0, 1e-4);
    }

    [Fact]
    public void A_frozen_step_moves_only_the_tables_rows_of_its_rank()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = Table(DyLoraMode.Frozen);
        CheckFrozenSteps(model, model.Layer, model.Lora, () => randint(9, [4, 6]));
    }

    [Fact]
    public void A_frozen_step_moves_only_the_kernels_rows_of_its_rank()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = Convolution(DyLoraMode.Frozen);
        CheckFrozenSteps(model, model.Layer, model.Lora, () => randn(2, 2, 7, 7));
    }

    private static void CheckFrozenSteps(nn.Module<Tensor, Tensor> model, DyLoraAdapter adapter, AdapterSet set, Func<Tensor> batch)
    {
        Reference.Randomize(adapter);
        set.FreezeBase();
        model.train();
        using var optimizer = set.Optimizer(parameters => optim.AdamW(parameters, lr: 0.1, weight_decay: 0.1), seed: 3);
        var (a, b) = (Reference.FactorA(adapter), Reference.FactorB(adapter));
        for (var step = 0; step < 12; step++)
        {
            using var stepScope = NewDisposeScope();
            var (first, rank) = (adapter.FirstTrainedRow, adapter.ActiveRank);
            var (oldA, oldB) = (a.detach().clone(), b.detach().clone());
            optimizer.zero_grad();
            model.forward(batch()).square().sum().backward();
            optimizer.step();
            for (var row = 0; row < 5; row++)
            {
                var moves = row >= first && row < rank;
                Assert.Equal(moves, !Reference.SameBits(oldA[row], a[row]));
                Assert.Equal(moves, !Reference.SameBits(oldB.select(1, row), b.select(1, row)));
            }
        }
    }

    private static OneLayer<Embedding, EmbeddingAdapters.Dynamic> Table(DyLoraMode mode) =>
        new(nn.Embedding(9, 7), layer => new(layer, mode));

    private static OneLayer<Conv2d, Conv2dAdapters.Dynamic> Convolution(DyLoraMode mode) =>
        new(nn.Conv2d(2, 6, 3), layer => new(layer, mode));
}
