using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Allocation;

public sealed class LayerKindAllocationTests
{
    [Fact]
    public void Kinds_share_a_budget_and_the_model_still_equals_its_base()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new ThreeKinds(budget: 9);
        var x = randint(12, [4, 7]);
        var before = model.forward(x);
        var report = model.Lora.AllocateRanks([x], ids => model.forward(ids).square().mean());
        Assert.Equal(9, report.Spent);
        Assert.True(Reference.SameBits(before, model.forward(x)));
        Assert.All(model.Lora.Named(), entry => Assert.InRange(entry.Adapter.CurrentRank, 1, 8));
    }

    [Fact]
    public void The_greatest_rank_is_that_of_the_folded_weight()
    {
        using var scope = NewDisposeScope();
        using var model = new ThreeKinds();
        Assert.Equal(8, model.Lora.Table.MaxRank);
        Assert.Equal(4, model.Lora.Convolution.MaxRank);
        using var narrow = nn.Conv2d(1, 40, (3, 2));
        Assert.Equal(6, new Conv2dAdapters.Adaptive(narrow).MaxRank);
        Assert.Equal(6, new Conv2dAdapters.Adaptive(narrow, maxRank: 7).MaxRank);
        Assert.Equal(5, new Conv2dAdapters.Adaptive(narrow, maxRank: 5).MaxRank);
    }

    [Fact]
    public void A_trained_table_is_not_thrown_away_and_a_fresh_one_may_be_shared_out_again()
    {
        using var scope = NewDisposeScope();
        using var model = new OneLayer<Embedding, EmbeddingAdapters.Adaptive>(nn.Embedding(9, 6), layer => new(layer), budget: 2);
        model.Lora.AllocateRanksEvenly();
        model.Lora.AllocateRanksEvenly();
        using (no_grad())
            Reference.FactorA(model.Layer).fill_(0.5);
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.AllocateRanksEvenly());
        Assert.Contains("'layer'", error.Message, StringComparison.Ordinal);
    }
}
