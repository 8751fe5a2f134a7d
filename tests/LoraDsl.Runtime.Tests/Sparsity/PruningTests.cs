using LoraDsl.Pruning;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Sparsity;

public sealed class PruningTests
{
    [Fact]
    public void Magnitude_takes_the_least_of_the_whole_layer()
    {
        using var scope = NewDisposeScope();
        var layer = Layer([[1, -8, 2, 7], [-3, 4, 5, -6]]);
        layer.Prune(SparsityPattern.Unstructured(0.5));
        Assert.Equal([0, -8, 0, 7, 0, 0, 5, -6], Values(layer));
    }

    [Fact]
    public void Within_groups_of_M_columns_N_stay()
    {
        using var scope = NewDisposeScope();
        var layer = Layer([[1, -8, 2, 7], [-3, 4, 5, -6]]);
        var report = layer.Prune(SparsityPattern.NofM(2, 4));
        Assert.Equal([0, -8, 0, 7, 0, 0, 5, -6], Values(layer));
        layer.Prune(SparsityPattern.NofM(1, 2));
        Assert.Equal([0, -8, 0, 7, 0, 0, 0, -6], Values(layer));
        Assert.True(report.KeepsPattern);
    }

    [Theory]
    [InlineData(2, 4, 8)]
    [InlineData(4, 8, 16)]
    [InlineData(1, 3, 9)]
    [InlineData(2, 4, 10)]
    [InlineData(4, 8, 21)]
    [InlineData(2, 4, 3)]
    public void N_of_M_is_what_sorting_each_group_by_hand_leaves(int n, int m, int columns)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var layer = Linear(columns, 5);
        var before = layer.weight.detach().clone();
        var report = layer.Prune(SparsityPattern.NofM(n, m));
        for (var row = 0; row < 5; row++)
        {
            for (var first = 0; first < columns; first += m)
            {
                var group = Enumerable.Range(first, Math.Min(m, columns - first)).ToList();
                var kept = group.OrderByDescending(column => Math.Abs(before[row, column].item<float>())).Take(n).ToHashSet();
                Assert.All(group, column => Assert.Equal(
                    kept.Contains(column) ? before[row, column].item<float>() : 0, layer.weight[row, column].item<float>()));
            }
        }

        Assert.True(report.KeepsPattern);
    }

    [Theory]
    [InlineData(0.29, 29)] // 0.29·100 is 28.999… in double precision
    [InlineData(0.5, 50)]
    [InlineData(0, 0)]
    [InlineData(0.996, 100)]
    public void The_share_is_rounded_to_the_nearest_number_of_weights(double sparsity, long zeros)
    {
        using var scope = NewDisposeScope();
        var layer = Linear(20, 5);
        Assert.Equal(zeros, layer.Prune(SparsityPattern.Unstructured(sparsity)).Zeros);
    }

    [Fact]
    public void Chance_follows_from_its_seed_and_leaves_the_random_state_alone()
    {
        using var scope = NewDisposeScope();
        var first = Zeros(7);
        Assert.Equal(8, first.Count(zero => zero));
        Assert.Equal(first, Zeros(7));
        Assert.NotEqual(first, Zeros(8));

        static bool[] Zeros(ulong seed)
        {
            var layer = Layer([[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]);
            var state = get_rng_state();
            layer.Prune(SparsityPattern.Unstructured(0.5), new RandomScore(seed));
            Assert.True(Reference.SameBits(state, get_rng_state()));
            return [.. Values(layer).Select(value => value == 0)];
        }
    }

    [Fact]
    public void Chance_takes_what_is_zero_already_first()
    {
        using var scope = NewDisposeScope();
        var layer = Layer([[0, 1, 0, 1], [1, 0, 0, 1]]);
        layer.Prune(SparsityPattern.Unstructured(0.5), new RandomScore());
        Assert.Equal([0, 1, 0, 1, 1, 0, 0, 1], Values(layer));
    }

    [Fact]
    public void A_convolution_is_pruned_as_a_matrix_of_output_channels()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var layer = Conv2d(4, 6, 3);
        var report = layer.Prune(SparsityPattern.NofM(2, 4));
        var only = Assert.Single(report.Layers);
        Assert.Equal((6, 36, 6 * 18), (only.Rows, only.Columns, only.Zeros));
        Assert.Equal([6, 4, 3, 3], layer.weight.shape);
        Assert.True(layer.weight.requires_grad);
        Assert.True(layer.weight.detach().view(6, 9, 4).count_nonzero([2]).eq(2).all().item<bool>());
    }

    [Fact]
    public void Only_the_chosen_layers_are_touched_and_adapters_stay_dense()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new Mixed(24);
        foreach (var (_, adapter) in model.Lora.Named())
            Reference.Randomize(adapter);
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        var report = model.Prune(SparsityPattern.Unstructured(0.25), layers: path => path != "third");
        Assert.Equal(["first", "second"], report.Layers.Select(layer => layer.Path));
        Assert.All(report.Layers, layer => Assert.Equal(0.25, layer.Sparsity, 3));
        Assert.All(model.state_dict(), entry => Assert.Equal(
            entry.Key is not ("first.weight" or "second.weight"), Reference.SameBits(before[entry.Key], entry.Value)));
    }

    [Fact]
    public void A_weight_that_two_layers_share_is_pruned_once()
    {
        using var scope = NewDisposeScope();
        var layer = Linear(8, 4);
        var model = Sequential(("one", layer), ("two", layer));
        Assert.Single(model.Prune(SparsityPattern.Unstructured(0.5)).Layers);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.Float64)]
    public void Every_type_is_pruned_in_place(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var layer = Linear(16, 8);
        layer.to(type);
        Assert.Equal(64, layer.Prune(SparsityPattern.NofM(4, 8)).Zeros);
        Assert.Equal(type, layer.weight.dtype);
    }

    internal static Linear Layer(float[][] weight)
    {
        var layer = Linear(weight[0].Length, weight.Length);
        using var noGradient = no_grad();
        layer.weight.copy_(tensor(weight.SelectMany(row => row).ToArray()).view(weight.Length, weight[0].Length));
        return layer;
    }

    internal static float[] Values(Linear layer) => layer.weight.detach().contiguous().data<float>().ToArray();
}
