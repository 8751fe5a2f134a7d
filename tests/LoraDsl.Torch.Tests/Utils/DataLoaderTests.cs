using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Utils;

public class DataLoaderTests
{
    private sealed class Squares : utils.data.Dataset
    {
        public override long Count => 5;

        public override Dictionary<string, Tensor> GetTensor(long index) =>
            new() { ["x"] = tensor(index), ["y"] = tensor(new[] { index * index, 1L }) };
    }

    [Fact]
    public void Batches_are_stacked_in_order_and_the_last_may_be_left_out()
    {
        using var all = utils.data.DataLoader(new Squares(), 2, shuffle: false, disposeBatch: false);
        Assert.Equal(3, all.Count);
        Assert.Equal([[0L, 1], [2L, 3], [4L]], all.Select(batch => batch["x"].data<long>().ToArray()));
        Assert.Equal([1, 2], all.Last()["y"].shape);
        using var full = utils.data.DataLoader(new Squares(), 2, shuffle: false, drop_last: true, disposeBatch: false);
        Assert.Equal(2, full.Count);
        Assert.Equal([0L, 1, 2, 3], full.SelectMany(batch => batch["x"].data<long>().ToArray()));
    }

    [Fact]
    public void A_shuffle_keeps_every_element_and_an_order_of_ones_own_is_kept()
    {
        using var shuffled = utils.data.DataLoader(new Squares(), 2, shuffle: true, seed: 3, disposeBatch: false);
        Assert.Equal([0L, 1, 2, 3, 4], shuffled.SelectMany(batch => batch["x"].data<long>().ToArray()).Order());
        using var ordered = utils.data.DataLoader(new Squares(), 3, [4L, 0, 2], disposeBatch: false);
        Assert.Equal([4L, 0, 2], ordered.First()["x"].data<long>().ToArray());
    }

    [Fact]
    public void Rows_of_tensors_become_batches_of_tensors()
    {
        using var x = arange(6).reshape(3, 2);
        using var y = arange(3);
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(x, y), 3, shuffle: false, disposeBatch: false);
        var batch = loader.Single();
        Assert.True(batch[0].Equals(x) && batch[1].Equals(y));
    }
}
