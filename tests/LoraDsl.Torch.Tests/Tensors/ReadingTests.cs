using System.Collections;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

/// <summary>Single elements, lists, types, shapes and draws.</summary>
public class ReadingTests
{
    [Fact]
    public void An_element_is_read_as_its_type()
    {
        using var scope = NewDisposeScope();
        var values = tensor(new[] { 0.0, 1.0, 3.0 });
        Assert.Equal(3.0, values.ReadCpuDouble(2));
        Assert.Equal(3f, values.to(ScalarType.Float32).ReadCpuSingle(2));
        Assert.Equal(3f, values.to(ScalarType.Float16).ReadCpuFloat16(2));
        Assert.Equal(3f, values.to(ScalarType.BFloat16).ReadCpuBFloat16(2));
        Assert.Equal(3L, values.to(ScalarType.Int64).ReadCpuInt64(2));
        Assert.Equal(3, values.to(ScalarType.Int32).ReadCpuInt32(2));
        Assert.Equal((short)3, values.to(ScalarType.Int16).ReadCpuInt16(2));
        Assert.Equal((sbyte)3, values.to(ScalarType.Int8).ReadCpuSByte(2));
        Assert.Equal((byte)3, values.to(ScalarType.Byte).ReadCpuByte(2));
        Assert.True(values.to(ScalarType.Bool).ReadCpuBool(2));
        Assert.ThrowsAny<Exception>(() => values.ReadCpuValue<float>(0));
    }

    [Fact]
    public void Elements_become_lists_of_lists()
    {
        using var scope = NewDisposeScope();
        var rows = Assert.IsAssignableFrom<IList>(tensor(new long[,] { { 1, 2, 3 }, { 4, 5, 6 } }).tolist());
        Assert.Equal(2, rows.Count);
        Assert.Equal([4L, 5, 6], ((IList)rows[1]!).Cast<Scalar>().Select(number => number.ToInt64()));
        Assert.Equal(7, Assert.IsType<Scalar>(tensor(7).tolist()).ToInt32());
    }

    [Fact]
    public void Types_and_shapes_follow_PyTorchs_rules()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float32, result_type(ones(2, dtype: ScalarType.Int64), ones(2, dtype: ScalarType.Float32)));
        Assert.Equal(ScalarType.Int64, result_type(ones(2, dtype: ScalarType.Int64), tensor(1)));
        Assert.Equal(ScalarType.BFloat16, result_type(ones(2, dtype: ScalarType.BFloat16), tensor(1.0)));
        Assert.Equal([3, 5, 4], broadcast_shapes([5, 1], [3, 1, 4], [1]).Shape);
        Assert.ThrowsAny<Exception>(() => broadcast_shapes([2, 3], [2]));
        Assert.Equal(127, max_int_value(ScalarType.Int8));
        Assert.Equal(ScalarType.Int16, ShortTensor(ones(2)).dtype);
        Assert.Equal(ScalarType.Float64, DoubleTensor(ones(2, dtype: ScalarType.Int8)).dtype);
        Assert.Equal([2L, 3, 4, 5, 6], new Size((2, 3, 4, 5, 6)).Shape);
        var strided = empty_strided([2, 3], [1, 2]);
        Assert.Equal([1L, 2], strided.stride());
        Assert.False(ones(2).is_pinned());
    }

    [Fact]
    public void Single_numbers_are_drawn_from_their_range_and_repeat_with_the_seed()
    {
        using var generator = new Generator(7);
        int[] drawn = [.. Enumerable.Range(0, 200).Select(_ => randint_int(2, 5, generator))];
        Assert.Equal([2, 3, 4], drawn.Distinct().Order());
        Assert.Equal(2, Enumerable.Range(0, 50).Select(_ => randint_bool(generator)).Distinct().Count());
        Assert.All(Enumerable.Range(0, 50).Select(_ => rand_float(generator)), number => Assert.InRange(number, 0, 1));
        using var first = new Generator(9);
        using var second = new Generator(9);
        Assert.Equal((randn_float(first), randint_long(1000, first)), (randn_float(second), randint_long(1000, second)));
    }
}
