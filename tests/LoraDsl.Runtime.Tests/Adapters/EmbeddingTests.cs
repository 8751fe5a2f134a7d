using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;
using FixedModel = LoraDsl.Runtime.Tests.Models.OneLayer<TorchSharp.Modules.Embedding, LoraDsl.Runtime.Tests.Models.EmbeddingAdapters.Fixed>;

namespace LoraDsl.Runtime.Tests.Adapters;

public sealed class EmbeddingTests
{
    public static TheoryData<long[], ScalarType> Indices => new()
    {
        { [7], ScalarType.Int64 },
        { [3, 4], ScalarType.Int64 },
        { [2, 1, 5], ScalarType.Int32 },
        { [0], ScalarType.Int64 },
        { [], ScalarType.Int64 },
    };

    [Theory]
    [MemberData(nameof(Indices))]
    public void Answers_and_gradients_are_those_of_the_summed_table(long[] shape, ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = Model();
        Reference.Randomize(model.Layer);
        model.to(ScalarType.Float64);
        var ids = randint(11, shape, dtype: type);
        Comparison.InFloat64(model, model.Layer, [model.Base.weight!], ids, (x, parameters, a, b) =>
            (parameters[0] + (2 * b.mm(a).t())).index_select(0, x.flatten()).view([.. x.shape, 6]));
    }

    [Fact]
    public void The_start_is_PEFTs_and_equals_the_base_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new FixedModel(nn.Embedding(300, 200), layer => new(layer, rank: 40, alpha: 40));
        var ids = randint(300, [4, 9]);
        Assert.True(Reference.SameBits(model.Base.forward(ids), model.forward(ids)));
        Assert.Equal([40, 300], Reference.FactorA(model.Layer).shape);
        Assert.Equal([200, 40], Reference.FactorB(model.Layer).shape);
        Assert.Equal(0, Reference.FactorA(model.Layer).abs().max().item<float>());
        // 8,000 normal values: four standard errors of their mean and of their variance.
        Assert.InRange(Reference.FactorB(model.Layer).mean().item<float>(), -0.045, 0.045);
        Assert.InRange(Reference.FactorB(model.Layer).square().mean().item<float>(), 0.936, 1.064);
    }

    [Fact]
    public void A_padding_row_of_the_frozen_table_has_no_gradient()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new FixedModel(nn.Embedding(11, 6, padding_idx: 4), layer => new(layer, rank: 3, alpha: 6));
        model.forward(tensor(new long[] { 4, 5 })).sum().backward();
        Assert.Equal(0, model.Base.weight!.grad![4].abs().max().item<float>());
        Assert.NotEqual(0, model.Base.weight!.grad![5].abs().max().item<float>());
    }

    [Fact]
    public void A_table_with_a_greatest_norm_is_renormalized_by_the_layer_itself()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new FixedModel(nn.Embedding(11, 6, max_norm: 0.5), layer => new(layer, rank: 3, alpha: 6));
        var rows = model.forward(arange(11));
        Assert.All(rows.norm(1).data<float>(), norm => Assert.InRange(norm, 0, 0.5001f));
    }

    [Fact]
    public void Indices_of_another_type_are_an_error_that_names_the_layer()
    {
        using var scope = NewDisposeScope();
        using var model = Model();
        var error = Assert.Throws<ArgumentException>(() => model.forward(randn(2, 3)));
        Assert.Contains("'layer'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Int64", error.Message, StringComparison.Ordinal);
        Assert.Contains("Float32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_layer_is_an_error_that_names_the_field()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new EmbeddingAdapters.Fixed(null!, 2, 2));
        Assert.Contains("'layer'", error.Message, StringComparison.Ordinal);
    }

    private static FixedModel Model() => new(nn.Embedding(11, 6), layer => new(layer, rank: 3, alpha: 6));

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    [InlineData(3L)]
    public void The_padding_row_stays_as_it_is_in_training(long? padding)
    {
        using var scope = NewDisposeScope();
        using var table = nn.Embedding(5, 4, padding_idx: padding);
        using var model = nn.Sequential(("table", table));
        var original = table.weight!.detach().clone();
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 2, TargetModules = ["table"] });
        Assert.True(Reference.SameBits(original, table.weight!));
        set.FreezeBase();
        using var optimizer = set.Optimizer(parameters => optim.AdamW(parameters, 0.1));
        var ids = tensor(new long[] { 0, 1, 2, 3, 4, 3 });
        var before = model.call(arange(5)).detach().clone();
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            (model.call(ids) - 1).square().sum().backward();
            optimizer.step();
        }

        var after = model.call(arange(5)).detach();
        for (var row = 0; row < 5; row++)
            Assert.Equal(row == padding, Reference.SameBits(before[row], after[row]));
    }

    [Fact]
    public void Merging_into_a_table_that_cuts_its_rows_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("table", nn.Embedding(5, 4, max_norm: 1.5)));
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 2, TargetModules = ["table"] });
        Assert.Contains("max_norm", Assert.Throws<InvalidOperationException>(set.Merge).Message, StringComparison.Ordinal);
        Assert.False(set.IsMerged);
    }
}
