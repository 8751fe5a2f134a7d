using LoraDsl.Analysis;
using LoraDsl.Decompositions;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Analysis;

/// <summary>Ranks that were planted into the difference of two checkpoints come out again.</summary>
public sealed class CheckpointAnalysisTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Planted_ranks_are_recovered(int seed)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        var (before, after) = Planted(("attention.weight", 7), ("down.weight", 3), ("still.weight", 0), ("up.weight", 1));
        var analysis = CheckpointComparison.Compare(before, after);
        Assert.Equal([7, 3, 0, 1], analysis.Layers.Select(layer => layer.Spectrum.EffectiveRank));
        Assert.Equal([7, 3, 0, 1], analysis.Layers.Select(layer => layer.RecommendedRank));
        Assert.Equal([7, 3, 0, 1], analysis.Layers.Select(layer => layer.Rank90));
        Assert.Equal(0, analysis.Layers[2].RelativeChange);
    }

    [Fact]
    public void A_budget_is_spent_where_something_changed()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var (before, after) = Planted(("a.weight", 8), ("b.weight", 4), ("c.weight", 0));
        var analysis = CheckpointComparison.Compare(before, after, budget: 6);
        Assert.Equal([4, 2, 0], analysis.Layers.Select(layer => layer.RecommendedRank));
        Assert.Equal(12, CheckpointComparison.Compare(before, after, budget: 100).Layers.Sum(layer => layer.RecommendedRank));
    }

    [Fact]
    public void Convolutions_are_folded_and_vectors_passed_over()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var weight = randn(6, 2, 3, 3);
        var change = randn(6, 2).mm(randn(2, 18)).view(6, 2, 3, 3);
        var analysis = CheckpointComparison.Compare(
            new Dictionary<string, Tensor> { ["conv.weight"] = weight, ["conv.bias"] = randn(6) },
            new Dictionary<string, Tensor> { ["conv.weight"] = weight.add(change), ["conv.bias"] = randn(6) });
        var layer = Assert.Single(analysis.Layers);
        Assert.Equal((6L, 18L, 2), (layer.Rows, layer.Columns, layer.Spectrum.EffectiveRank));
        Assert.Equal(change.norm().div(weight.norm()).item<float>(), layer.RelativeChange, 1e-5);
    }

    [Fact]
    public void The_table_has_a_line_for_each_layer()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var (before, after) = Planted(("a.weight", 2), ("b.weight", 1));
        var lines = CheckpointComparison.Compare(before, after).ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("a.weight", lines[1], StringComparison.Ordinal);
        Assert.Contains("24x20", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_that_do_not_fit_are_refused_by_name()
    {
        using var scope = NewDisposeScope();
        var first = new Dictionary<string, Tensor> { ["a.weight"] = zeros(3, 4) };
        var shape = Assert.Throws<ArgumentException>(() =>
            CheckpointComparison.Compare(first, new Dictionary<string, Tensor> { ["a.weight"] = zeros(4, 3) }));
        Assert.Contains("'a.weight' has the shape (3, 4) in the first checkpoint and (4, 3)", shape.Message, StringComparison.Ordinal);
        var none = Assert.Throws<ArgumentException>(() =>
            CheckpointComparison.Compare(first, new Dictionary<string, Tensor> { ["b.weight"] = zeros(3, 4) }));
        Assert.Contains("in common", none.Message, StringComparison.Ordinal);
        var finite = Assert.Throws<ArgumentException>(() =>
            CheckpointComparison.Compare(first, new Dictionary<string, Tensor> { ["a.weight"] = full([3L, 4L], double.NaN) }));
        Assert.Contains("'a.weight'", finite.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_of_the_spectrum_counts_singular_values()
    {
        using var scope = NewDisposeScope();
        var spectrum = WeightSpectrum.Of(diag(tensor([5.0, 3.0, 1.0, 1.0])));
        (double Share, int Rank)[] held = [(0.5, 1), (0.51, 2), (0.8, 2), (0.9, 3), (1, 4)];
        Assert.All(held, entry => Assert.Equal(entry.Rank, spectrum.RankHolding(entry.Share)));
        Assert.Equal(6, spectrum.FrobeniusNorm, 12);
        Assert.Equal(4 * Math.Log(6), spectrum.Score, 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrum.RankHolding(0));
    }

    private static (Dictionary<string, Tensor> Before, Dictionary<string, Tensor> After) Planted(params (string Name, int Rank)[] layers)
    {
        var before = new Dictionary<string, Tensor>();
        var after = new Dictionary<string, Tensor>();
        foreach (var (name, rank) in layers)
        {
            var weight = randn(24, 20);
            before[name] = weight;
            after[name] = rank == 0 ? weight.clone() : weight.add(EqualSpectrum(24, rank).mm(EqualSpectrum(20, rank).t()));
        }

        return (before, after);
    }

    // Orthonormal columns: the product of two such has equal singular values, and so its rank is needed whole.
    private static Tensor EqualSpectrum(long rows, long columns) => linalg.qr(randn(rows, columns)).Q;
}
