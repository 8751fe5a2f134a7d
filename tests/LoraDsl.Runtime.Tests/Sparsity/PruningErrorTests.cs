using LoraDsl.Pruning;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Sparsity;

public sealed class PruningErrorTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_weight_that_is_not_finite_is_named_and_the_layers_before_it_are_untouched(float value)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Linear(8, 4), Linear(4, 4));
        using var model = Sequential(("first", first), ("second", second));
        using (no_grad())
            second.weight[1, 2] = value;
        var error = Assert.Throws<InvalidOperationException>(() => model.Prune(SparsityPattern.Unstructured(0.5)));
        Assert.Contains("'second'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, SparsityReport.Of(model).Zeros);
    }

    [Fact]
    public void While_an_adapter_is_merged_nothing_is_pruned()
    {
        using var scope = NewDisposeScope();
        using var model = new Mixed(8);
        model.Lora.Merge();
        var error = Assert.Throws<InvalidOperationException>(() => model.Prune(SparsityPattern.Unstructured(0.5)));
        Assert.Contains("Unmerge()", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, SparsityReport.Of(model).Zeros);
    }

    [Fact]
    public void A_model_without_a_layer_to_prune_is_an_error()
    {
        using var model = Sequential(("layer", Linear(8, 4)));
        Assert.Throws<ArgumentException>(() => model.Prune(SparsityPattern.Unstructured(0.5), layers: _ => false));
        Assert.Throws<ArgumentException>(() => Embedding(4, 4).Prune(SparsityPattern.Unstructured(0.5)));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_share_is_at_least_0_and_below_1(double sparsity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SparsityPattern.Unstructured(sparsity));

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 4)]
    public void Of_M_columns_fewer_hold_weights(int n, int m) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SparsityPattern.NofM(n, m));

    [Fact]
    public void A_score_of_the_users_own_is_checked()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(("layer", Linear(8, 4)));
        Assert.Contains("no scores", Error(new Given()), StringComparison.Ordinal);
        Assert.Contains("(4, 7)", Error(new Given(ones(4, 7))), StringComparison.Ordinal);
        Assert.Contains("negative", Error(new Given(ones(4, 8).neg())), StringComparison.Ordinal);
        Assert.Equal(0, SparsityReport.Of(model).Zeros);

        string Error(IPruningScore score) =>
            Assert.Throws<InvalidOperationException>(() => model.Prune(SparsityPattern.Unstructured(0.5), score)).Message;
    }

    private sealed class Given(params Tensor[] scores) : IPruningScore
    {
        public string Name => "given";

        public ComparisonGroup Group => ComparisonGroup.Layer;

        public IEnumerable<Tensor> Score(nn.Module model, IReadOnlyList<PrunableLayer> layers) => scores;
    }
}
