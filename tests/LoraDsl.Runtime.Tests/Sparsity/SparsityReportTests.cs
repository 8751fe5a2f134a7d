using System.Text.Json;
using LoraDsl.Pruning;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Sparsity;

public sealed class SparsityReportTests
{
    [Fact]
    public void A_report_counts_zeros_negative_ones_too_and_says_where_the_pattern_is_broken()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(
            ("kept", PruningTests.Layer([[1, 0, -0f, 2], [0, 0, 0, 1]])), ("broken", PruningTests.Layer([[1, 0, 2, 3]])));
        var report = SparsityReport.Of(model, SparsityPattern.NofM(2, 4));
        Assert.Equal([("kept", 5L, true), ("broken", 1L, false)], report.Layers.Select(layer => (layer.Path, layer.Zeros, layer.KeepsPattern!.Value)));
        Assert.Equal((6L, 12L, 0.5), (report.Zeros, report.Total, report.Sparsity));
        Assert.False(report.KeepsPattern);
        Assert.Null(SparsityReport.Of(model).KeepsPattern);
    }

    [Fact]
    public void A_short_last_group_may_hold_as_many_as_a_whole_one()
    {
        using var scope = NewDisposeScope();
        Assert.True(SparsityReport.Of(PruningTests.Layer([[1, 0, 0, 2, 3, 4]]), SparsityPattern.NofM(2, 4)).KeepsPattern);
        Assert.False(SparsityReport.Of(PruningTests.Layer([[1, 0, 0, 2, 3, 4, 5]]), SparsityPattern.NofM(2, 4)).KeepsPattern);
    }

    [Fact]
    public void A_share_is_kept_when_there_are_as_many_zeros()
    {
        using var scope = NewDisposeScope();
        var layer = PruningTests.Layer([[1, 0, 0, 2]]);
        Assert.True(SparsityReport.Of(layer, SparsityPattern.Unstructured(0.5)).KeepsPattern);
        Assert.False(SparsityReport.Of(layer, SparsityPattern.Unstructured(0.75)).KeepsPattern);
    }

    [Fact]
    public void The_table_has_a_line_a_layer_and_one_for_all()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(("layer", PruningTests.Layer([[4, 1, 2, 3]])));
        Assert.Equal(
            "layer              zeros      weights   sparsity   2:4\n"
            + "layer                  2            4    50.00 %   yes\n"
            + "all of them            2            4    50.00 %   yes\n",
            model.Prune(SparsityPattern.NofM(2, 4)).ToString());
    }

    [Fact]
    public void The_json_names_pattern_score_and_layers()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(("layer", PruningTests.Layer([[4, 1, 2, 3]])));
        using var json = JsonDocument.Parse(model.Prune(SparsityPattern.NofM(2, 4)).ToJson());
        var root = json.RootElement;
        Assert.Equal(("2:4", "magnitude", 2), (root.GetProperty("pattern").GetString(), root.GetProperty("score").GetString(), root.GetProperty("zeros").GetInt32()));
        var layer = Assert.Single(root.GetProperty("layers").EnumerateArray());
        Assert.Equal(("layer", 2, true), (layer.GetProperty("path").GetString(), layer.GetProperty("zeros").GetInt32(), layer.GetProperty("keeps_pattern").GetBoolean()));
    }
}
