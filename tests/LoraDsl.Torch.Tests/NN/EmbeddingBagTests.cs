using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.NN;

/// <summary>What a bag does beside its formula, which is in References.</summary>
public class EmbeddingBagTests
{
    [Fact]
    public void Offsets_may_end_with_the_number_of_indices()
    {
        using var scope = NewDisposeScope();
        var table = arange(12, dtype: ScalarType.Float64).reshape(4, 3);
        using var bag = nn.EmbeddingBag_from_pretrained(table, mode: EmbeddingBagMode.Sum, include_last_offset: true);
        var indices = tensor(new long[] { 0, 3, 1 });
        Assert.Equal([9, 11, 13, 3, 4, 5], bag.call(indices, tensor(new long[] { 0, 2, 3 })).data<double>().ToArray());
        Assert.Equal([9, 11, 13, 9, 11, 13], bag.call(tensor(new long[,] { { 0, 3 }, { 3, 0 } })).data<double>().ToArray());
    }

    [Fact]
    public void Long_rows_that_are_looked_up_are_shortened()
    {
        using var scope = NewDisposeScope();
        var table = full([3L, 4L], 2.0, dtype: ScalarType.Float64);
        using var bag = nn.EmbeddingBag_from_pretrained(table, max_norm: 1, mode: EmbeddingBagMode.Mean);
        Assert.Equal(1, bag.call(tensor(new long[,] { { 0, 2 } })).norm().item<double>(), 1e-6);
        Assert.Equal([0.5, 2, 0.5], bag.weight!.select(1, 0).data<double>().ToArray().Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void Gradients_reach_the_rows_of_a_table_that_is_trained()
    {
        using var scope = NewDisposeScope();
        using var bag = nn.EmbeddingBag(5, 2, mode: EmbeddingBagMode.Sum);
        bag.call(tensor(new long[,] { { 1, 1 }, { 3, 1 } })).sum().backward();
        Assert.Equal([0f, 3f, 0f, 1f, 0f], bag.weight!.grad!.select(1, 0).data<float>().ToArray());
    }

    [Fact]
    public void A_vector_without_offsets_and_a_matrix_with_them_are_refused()
    {
        using var bag = nn.EmbeddingBag(5, 2);
        using var vector = zeros(3, dtype: ScalarType.Int64);
        using var matrix = zeros(3, 2, dtype: ScalarType.Int64);
        Assert.Contains("without offsets", Assert.Throws<ArgumentException>(() => bag.call(vector)).Message, StringComparison.Ordinal);
        Assert.Contains("with offsets", Assert.Throws<ArgumentException>(() => bag.call(matrix, vector)).Message, StringComparison.Ordinal);
    }
}
