using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

public sealed class IndexingTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor cube = arange(24).reshape(2, 3, 4);

    public void Dispose() => scope.Dispose();

    private static void Holds(Tensor actual, long[] shape, params long[] elements)
    {
        Assert.Equal(shape, actual.shape);
        Assert.Equal(elements, actual.data<long>().ToArray());
    }

    [Fact]
    public void Single_indices_take_dimensions_away()
    {
        Holds(cube[1, 2, 3], [], 23);
        Holds(cube[0][1], [4], 4, 5, 6, 7);
        Holds(cube[-1, -1], [4], 20, 21, 22, 23);
        Holds(cube[^1, 0, ^2], [], 14);
    }

    [Fact]
    public void Ranges_colons_and_ellipses_keep_them()
    {
        Holds(cube[0, 1.., ..2], [2, 2], 4, 5, 8, 9);
        Holds(cube[.., 0, 1..^1], [2, 2], 1, 2, 13, 14);
        Holds(cube[TensorIndex.Ellipsis, 0], [2, 3], 0, 4, 8, 12, 16, 20);
        Holds(cube[1, TensorIndex.Colon, TensorIndex.Slice(0, null, 3)], [3, 2], 12, 15, 16, 19, 20, 23);
        Holds(cube[0, TensorIndex.Ellipsis, TensorIndex.None, ^1], [3, 1], 3, 7, 11);
    }

    [Fact]
    public void Tensors_of_indices_gather()
    {
        var rows = TensorIndex.Tensor(tensor(new[] { 2L, 0L }));
        Holds(cube[0, rows], [2, 4], 8, 9, 10, 11, 0, 1, 2, 3);
        Holds(cube[.., rows, 1], [2, 2], 9, 1, 21, 13);
        Holds(cube[tensor(new[] { 1L, 0L }), tensor(new[] { 2L, 1L })], [2, 4], 20, 21, 22, 23, 4, 5, 6, 7);
    }

    [Fact]
    public void Masks_select()
    {
        Holds(cube[cube % 10 == 3], [3], 3, 13, 23);
        Holds(cube[TensorIndex.Tensor(tensor(new[] { false, true })), 0, ..2], [1, 2], 12, 13);
        Holds(cube[TensorIndex.Bool(true), 0, 0, 0], [1], 0);
    }

    [Fact]
    public void Values_are_written_through_every_kind_of_index()
    {
        cube[0, 0, 0] = tensor(100L);
        cube[1, .., 0] = tensor(new[] { -1, -2, -3 });
        cube[0, TensorIndex.Tensor(tensor(new[] { 1L, 2L })), 3] = tensor(7L);
        cube.index_put_(50, TensorIndex.Tensor(cube == 23));
        Holds(cube, [2, 3, 4], 100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 7, -1, 13, 14, 15, -2, 17, 18, 19, -3, 21, 22, 50);
    }

    [Fact]
    public void Writing_can_add_and_counts_repeated_indices()
    {
        var counts = zeros(3, dtype: int64);
        counts.index_put_(ones(4, dtype: int64), [tensor(new[] { 0L, 2L, 2L, 2L })], accumulate: true);
        Holds(counts, [3], 1, 0, 3);
    }

    [Fact]
    public void A_view_shares_its_memory_and_an_index_by_nothing_makes_another_reference()
    {
        cube[1, 1].zero_();
        Assert.Equal(0, cube[1, 1, 2].item<long>());
        var same = cube[TensorIndex.Ellipsis];
        Assert.NotSame(cube, same);
        same.zero_();
        Assert.Equal(0, cube.sum().item<long>());
    }

    [Fact]
    public void Too_many_indices_and_those_outside_are_refused()
    {
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => cube[0, 0, 0, 0]);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => cube[5]);
    }

    [Fact]
    public void Rows_are_selected_added_gathered_and_scattered()
    {
        var index = tensor(new[] { 2L, 0L });
        Holds(cube[0].index_select(0, index), [2, 4], 8, 9, 10, 11, 0, 1, 2, 3);
        Holds(zeros(3, dtype: int64).index_add_(0, index, tensor(new[] { 5L, 6L }), 2), [3], 12, 0, 10);
        Holds(cube[0, 0].gather(0, index), [2], 2, 0);
        Holds(zeros(4, dtype: int64).scatter(0, index, tensor(new[] { 8L, 9L })), [4], 9, 0, 8, 0);
        Holds(cube[0, 0].masked_fill(cube[0, 0] > 1, -1), [4], 0, 1, -1, -1);
        Holds(where(cube[0, 0] > 1, cube[0, 0], tensor(9L)), [4], 9, 9, 2, 3);
    }
}
