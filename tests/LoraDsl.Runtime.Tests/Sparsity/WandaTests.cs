using LoraDsl.Pruning;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Sparsity;

/// <summary>Wanda against its formula, worked out here from the inputs of all batches together.</summary>
public sealed class WandaTests
{
    [Fact]
    public void A_small_weight_on_a_loud_input_stays()
    {
        using var scope = NewDisposeScope();
        var layer = PruningTests.Layer([[1, 2, 3, 4], [4, 3, 2, 1]]);
        using var model = Sequential(("layer", layer));
        Tensor[] batches = [tensor(new float[] { 30, 0, 1, 1 }).view(1, 4), tensor(new float[] { 40, 0, 1, 100 }).view(1, 4)];
        model.Prune(SparsityPattern.Unstructured(0.5), WandaScore.Over(batches, batch => model.forward(batch)));
        // Over both batches ‖x‖₂ of the columns is 50, 0, √2 and about 100, and each row gives up two.
        Assert.Equal([1, 0, 0, 4, 4, 0, 0, 1], PruningTests.Values(layer));
    }

    [Fact]
    public void An_adapted_model_shows_the_inputs_of_each_layer()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new Mixed(24);
        Reference.Randomize(model.First);
        Tensor[] batches = [randn(5, 24) * arange(24), randn(3, 24)];
        var inputs = cat(batches, 0);
        var expected = Kept(model.FirstBase.weight.detach(), inputs.square().sum(dim: 0).sqrt());

        model.train();
        var state = get_rng_state();
        model.Prune(
            SparsityPattern.Unstructured(0.5), WandaScore.Over(batches, batch => model.forward(batch)), path => path == "first");
        Assert.True(model.training);
        Assert.True(Reference.SameBits(state, get_rng_state()));
        Assert.True(expected.eq(model.FirstBase.weight.ne(0)).all().item<bool>());
    }

    [Theory]
    [InlineData(1, 1L, 0L, 1L, PaddingModes.Zeros)]
    [InlineData(1, 2L, 1L, 2L, PaddingModes.Zeros)]
    [InlineData(2, 1L, 1L, 1L, PaddingModes.Reflect)]
    public void A_convolutions_columns_are_the_patches_that_it_sees(int groups, long stride, long padding, long dilation, PaddingModes mode)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var layer = Conv2d(4, 6, (3, 2), stride: (stride, stride), padding: (padding, padding), dilation: (dilation, dilation), groups: groups, padding_mode: mode);
        using var model = Sequential(("layer", layer));
        var x = randn(3, 4, 9, 8) * arange(1, 5).view(1, 4, 1, 1);
        var padded = padding == 0 ? x : functional.pad(x, [padding, padding, padding, padding], mode);
        var patches = functional.unfold(padded, (3, 2), (dilation, dilation), (0, 0), (stride, stride));
        var norms = patches.square().sum([0, 2]).sqrt().view(groups, -1);
        var perRow = norms.repeat_interleave(6 / groups, 0);
        var expected = Kept(layer.weight.detach().view(6, -1), perRow);

        model.Prune(SparsityPattern.Unstructured(0.5), WandaScore.Over([x], batch => model.forward(batch)));
        Assert.True(expected.eq(layer.weight.view(6, -1).ne(0)).all().item<bool>());
        Assert.True(layer.weight.requires_grad);
    }

    [Fact]
    public void N_of_M_compares_within_its_groups()
    {
        using var scope = NewDisposeScope();
        var layer = PruningTests.Layer([[1, 2, 3, 4]]);
        using var model = Sequential(("layer", layer));
        var x = tensor(new float[] { 9, 1, 1, 0 }).view(1, 4);
        model.Prune(SparsityPattern.NofM(1, 2), WandaScore.Over([x], batch => model.forward(batch)));
        Assert.Equal([1, 0, 3, 0], PruningTests.Values(layer));
    }

    [Fact]
    public void A_layer_that_is_run_by_forward_itself_is_named_and_nothing_is_pruned()
    {
        using var scope = NewDisposeScope();
        var (seen, unseen) = (Linear(8, 4), Linear(4, 4));
        using var model = Sequential(("seen", seen), ("unseen", unseen));
        var before = seen.weight.detach().clone();
        var score = WandaScore.Over([randn(2, 8)], batch => unseen.forward(seen.call(batch)));
        var error = Assert.Throws<InvalidOperationException>(() => model.Prune(SparsityPattern.Unstructured(0.5), score));
        Assert.Contains("'unseen'", error.Message, StringComparison.Ordinal);
        Assert.True(Reference.SameBits(before, seen.weight));
    }

    [Fact]
    public void Without_batches_there_is_nothing_to_go_by()
    {
        using var model = Sequential(("layer", Linear(8, 4)));
        var score = WandaScore.Over(Array.Empty<Tensor>(), batch => model.forward(batch));
        Assert.Contains(
            "calibration", Assert.Throws<ArgumentException>(() => model.Prune(SparsityPattern.Unstructured(0.5), score)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_fails_leaves_no_watch_behind()
    {
        using var scope = NewDisposeScope();
        using var model = new Mixed(8);
        var score = WandaScore.Over<Tensor>([randn(2, 8)], _ => throw new NotSupportedException());
        Assert.Throws<NotSupportedException>(() => model.Prune(SparsityPattern.Unstructured(0.5), score));
        Assert.All(model.Lora.Named(), entry => Assert.Null(entry.Adapter.Probe));
        Assert.Equal(0, SparsityReport.Of(model).Zeros);
    }

    // The half of each row with the greater |W|·‖x‖, sorted by hand.
    private static Tensor Kept(Tensor weight, Tensor norms)
    {
        var scores = weight.abs() * norms;
        var (sorted, _) = scores.sort(dim: 1);
        return scores.ge(sorted.narrow(1, weight.shape[1] / 2, 1));
    }
}
