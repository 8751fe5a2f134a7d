using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class EmbeddingTests
{
    [Fact]
    public void Indices_become_rows_and_gradients_go_to_them()
    {
        using var layer = Embedding(4, 2, dtype: ScalarType.Float64);
        using var indices = tensor(new long[] { 3, 0, 3 });
        using var output = layer.forward(indices);
        var table = Numbers.Of(layer.weight!);
        Assert.Equal([3, 2], output.shape);
        Numbers.AssertClose([table[6], table[7], table[0], table[1], table[6], table[7]], output);
        output.sum().backward();
        Numbers.AssertClose([1, 1, 0, 0, 0, 0, 2, 2], layer.weight!.grad!);
        Assert.Equal(["weight"], layer.state_dict().Keys);
    }

    [Fact]
    public void The_padding_row_is_zero_and_gets_no_gradient()
    {
        using var layer = Embedding(3, 2, padding_idx: -1);
        using var indices = tensor(new long[] { 2, 1 });
        layer.forward(indices).sum().backward();
        Numbers.AssertClose([0, 0], Numbers.Of(layer.weight!)[4..]);
        Numbers.AssertClose([0, 0, 1, 1, 0, 0], layer.weight!.grad!);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => Embedding(3, 2, padding_idx: 3));
    }

    [Fact]
    public void Rows_longer_than_the_greatest_norm_are_shortened()
    {
        using var table = Numbers.Tensor([3, 4, 0.3, 0.4], 2, 2);
        using var layer = Embedding_from_pretrained(table, max_norm: 1);
        using var indices = tensor(new long[] { 0, 1 });
        Numbers.AssertClose([0.6, 0.8, 0.3, 0.4], layer.forward(indices), 1e-6);
    }

    [Fact]
    public void A_pretrained_table_is_copied_and_frozen_by_default()
    {
        using var table = ones(2, 2);
        using var layer = Embedding_from_pretrained(table);
        Assert.False(layer.weight!.requires_grad);
        Assert.False(table.IsInvalid);
        using var trained = Embedding_from_pretrained(table, freeze: false);
        Assert.True(trained.weight!.requires_grad);
    }

    [Fact]
    public void The_table_begins_with_the_standard_normal_distribution()
    {
        random.manual_seed(2);
        using var layer = Embedding(200, 100);
        var values = Numbers.Of(layer.weight!);
        Assert.InRange(values.Average(), -0.03, 0.03);
        Assert.InRange(values.Average(value => value * value), 0.95, 1.05);
    }
}
