using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

public sealed class FactoryTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Shapes_are_given_as_numbers_arrays_and_spans()
    {
        Assert.Equal([3L], zeros(3).shape);
        Assert.Equal([2L, 3L], ones(2, 3).shape);
        Assert.Equal([2L, 3L, 4L], empty(2, 3, 4).shape);
        Assert.Equal([2L, 3L, 4L, 5L], rand(2L, 3L, 4L, 5L).shape);
        Assert.Equal([4L, 5L], randn([4, 5]).shape);
        ReadOnlySpan<long> span = [6, 7];
        Assert.Equal([6L, 7L], zeros(span).shape);
        Assert.Equal([2L, 2L], full(2, 2, 7.5).shape);
        Assert.Empty(zeros(Array.Empty<long>()).shape);
    }

    [Fact]
    public void Options_of_a_factory_are_heeded()
    {
        var tensor = zeros(2, dtype: float64, requires_grad: true);
        Assert.Equal(float64, tensor.dtype);
        Assert.True(tensor.requires_grad);
        Assert.True(tensor.is_leaf);
        Assert.Equal(DeviceType.META, empty(2, device: META).device_type);
    }

    [Fact]
    public void Numbers_decide_the_type_where_none_is_given()
    {
        Assert.Equal(float32, zeros(1).dtype);
        Assert.Equal(int64, full(2, 7).dtype);
        Assert.Equal(int64, arange(4).dtype);
        Assert.Equal(float32, arange(0, 1, 0.25).dtype);
        Assert.Equal(int64, randint(10, [4L]).dtype);
        Assert.Equal(int64, randperm(4).dtype);
        Assert.Equal(float32, tensor(1f).dtype);
        Assert.Equal(float64, tensor(1.0).dtype);
        Assert.Equal(ScalarType.Bool, tensor(new[] { true }).dtype);
        Assert.Equal(float16, tensor(new[] { (Half)1 }).dtype);
    }

    [Fact]
    public void The_default_dtype_is_that_of_factories()
    {
        set_default_dtype(float64);
        try
        {
            Assert.Equal(float64, get_default_dtype());
            Assert.Equal(float64, ones(1).dtype);
        }
        finally
        {
            set_default_dtype(float32);
        }
    }

    [Fact]
    public void Arrays_of_any_rank_keep_their_shape_and_order()
    {
        var matrix = tensor(new[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2L, 3L], matrix.shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], matrix.data<int>().ToArray());
        Assert.Equal([1L, 1L, 2L], tensor(new[, ,] { { { 1.0, 2.0 } } }).shape);
        Assert.Equal([3L, 2L], tensor(new[] { 1f, 2f, 3f, 4f, 5f, 6f }, [3, 2]).shape);
        Assert.Equal([1L, 2L], tensor(new List<long> { 5, 6 }, 1, 2).shape);
        Assert.Equal([2L, 3L], from_array(new float[2, 3]).shape);
        Assert.Equal([1, 2, 3], frombuffer(new[] { 1, 2, 3 }, int32).data<int>().ToArray());
    }

    [Fact]
    public void An_array_is_copied_and_converted()
    {
        var array = new[] { 1f, 2f };
        var copy = tensor(array, dtype: float64);
        array[0] = 9;
        Assert.Equal([1.0, 2.0], copy.data<double>().ToArray());
    }

    [Fact]
    public void Elements_that_do_not_fill_the_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f, 3f }, [2, 2]));
        Assert.Throws<NotSupportedException>(() => from_array(new[] { "a" }));
    }

    [Fact]
    public void Sequences_and_identities_hold_their_numbers()
    {
        Assert.Equal([2L, 4L, 6L], arange(2, 8, 2).data<long>().ToArray());
        Assert.Equal([0.0, 0.5, 1.0], linspace(0, 1, 3, dtype: float64).data<double>().ToArray());
        Assert.Equal([1f, 0f, 0f, 0f, 1f, 0f], eye(2, 3).data<float>().ToArray());
        Assert.Equal(9f, eye(9).sum().item<float>());
    }

    [Fact]
    public void Likes_take_over_shape_type_and_device()
    {
        var source = zeros(2, 3, dtype: float64);
        Assert.Equal(float64, source.ones_like().dtype);
        Assert.Equal([2L, 3L], full_like(source, 4).shape);
        Assert.Equal(float32, source.new_zeros(5, dtype: float32).dtype);
        Assert.Equal(float64, source.new_full(2, 2, 1).dtype);
        Assert.Equal([5L], source.new_zeros([5L]).shape);
    }

    [Fact]
    public void Numbers_and_arrays_convert_to_tensors_and_back()
    {
        Tensor number = 2.5f;
        Tensor row = new[] { 1L, 2L };
        Assert.Empty(number.shape);
        Assert.Equal(2.5f, (float)number);
        Assert.Equal(2, number.ToInt32());
        Assert.Equal([1L, 2L], row.data<long>().ToArray());
        Assert.True(tensor(3).ToBoolean());
        Assert.Equal(2.5, 2.5f.ToTensor().ToDouble());
    }
}
