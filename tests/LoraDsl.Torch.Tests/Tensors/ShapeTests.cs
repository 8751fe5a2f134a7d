using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

public sealed class ShapeTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor matrix = arange(6).reshape(2, 3);

    public void Dispose() => scope.Dispose();

    private static void Holds(Tensor actual, long[] shape, params long[] elements)
    {
        Assert.Equal(shape, actual.shape);
        Assert.Equal(elements, actual.data<long>().ToArray());
    }

    [Fact]
    public void Dimensions_are_exchanged()
    {
        Holds(matrix.t(), [3, 2], 0, 3, 1, 4, 2, 5);
        Holds(matrix.T, [3, 2], 0, 3, 1, 4, 2, 5);
        Holds(matrix.mT, [3, 2], 0, 3, 1, 4, 2, 5);
        Holds(matrix.transpose(0, -1), [3, 2], 0, 3, 1, 4, 2, 5);
        Assert.Equal([4L, 2L, 3L], zeros(2, 3, 4).permute(2, 0, 1).shape);
        Assert.Equal([3L, 4L, 2L], movedim(zeros(2, 3, 4), 0, 2).shape);
        Assert.False(matrix.t().is_contiguous());
        Assert.True(matrix.t().contiguous().is_contiguous());
    }

    [Fact]
    public void Shapes_change_without_moving_elements()
    {
        Holds(matrix.view(3, -1), [3, 2], 0, 1, 2, 3, 4, 5);
        Holds(matrix.flatten(), [6], 0, 1, 2, 3, 4, 5);
        Assert.Equal([2L, 12L], zeros(2, 3, 4).flatten(1).shape);
        Assert.Equal([2L, 1L, 3L], matrix.unsqueeze(1).shape);
        Assert.Equal([3L], zeros(1, 3, 1).squeeze().shape);
        Assert.Equal([1L, 3L], zeros(1, 3, 1).squeeze(-1).shape);
        Assert.Equal([2L, 3L, 2L], zeros(2, 6).unflatten(1, 3, 2).shape);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => matrix.view(4, 2));
    }

    [Fact]
    public void Elements_are_repeated_and_expanded()
    {
        Holds(matrix[0].expand(2, 3), [2, 3], 0, 1, 2, 0, 1, 2);
        Holds(matrix[0].expand_as(matrix), [2, 3], 0, 1, 2, 0, 1, 2);
        Holds(matrix[0].repeat(2), [6], 0, 1, 2, 0, 1, 2);
        Holds(matrix[0].repeat_interleave(2), [6], 0, 0, 1, 1, 2, 2);
    }

    [Fact]
    public void Parts_are_cut_and_put_together()
    {
        var parts = matrix.chunk(3, 1);
        Holds(cat(parts, 1), [2, 3], 0, 1, 2, 3, 4, 5);
        Holds(stack(matrix.unbind()), [2, 3], 0, 1, 2, 3, 4, 5);
        Assert.Equal([[4L], [2L]], arange(6).split(4).Select(part => part.shape));
        Assert.Equal([[1L], [5L]], arange(6).split([1L, 5L]).Select(part => part.shape));
        Holds(vstack([matrix, matrix[0..1]]), [3, 3], 0, 1, 2, 3, 4, 5, 0, 1, 2);
        Holds(matrix.narrow(1, 1, 2), [2, 2], 1, 2, 4, 5);
        Holds(matrix.slice(1, 0, 3, 2), [2, 2], 0, 2, 3, 5);
        Holds(matrix.select(1, 2), [2], 2, 5);
    }

    [Fact]
    public void Elements_are_turned_and_shifted()
    {
        Holds(matrix.flip(1), [2, 3], 2, 1, 0, 5, 4, 3);
        Holds(matrix.rot90(), [3, 2], 2, 5, 1, 4, 0, 3);
        Holds(matrix.roll(1, 1), [2, 3], 2, 0, 1, 5, 3, 4);
        Holds(matrix.roll(1), [2, 3], 5, 0, 1, 2, 3, 4);
        Holds(matrix.roll((long[])[1]), [2, 3], 3, 4, 5, 0, 1, 2);
    }

    [Fact]
    public void Diagonals_and_triangles()
    {
        Holds(matrix.diag(), [2], 0, 4);
        Holds(diag(tensor(new[] { 1L, 2L })), [2, 2], 1, 0, 0, 2);
        Holds(matrix.tril(), [2, 3], 0, 0, 0, 3, 4, 0);
        Holds(matrix.triu(1), [2, 3], 0, 1, 2, 0, 0, 5);
    }

    [Fact]
    public void A_size_adds_up_and_joins()
    {
        Size size = (2, 3);
        Assert.Equal(6, size.numel());
        Assert.Equal([2L, 3L], size.Shape);
        Assert.Equal([2L, 3L, 4L], (size + new Size(4)).Shape);
        Assert.Equal(2, matrix.size(-2));
        Assert.Equal([3L, 1L], matrix.stride());
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => matrix.size(2));
    }
}
