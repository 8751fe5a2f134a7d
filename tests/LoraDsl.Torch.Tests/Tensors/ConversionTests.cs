using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

public sealed class ConversionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Small_integers_survive_every_type_and_come_back(ScalarType type)
    {
        var converted = tensor(new[] { 0.0, 1.0, 2.0, 100.0 }).to(type);
        Assert.Equal(type, converted.dtype);
        Assert.Equal(type.ElementSize(), converted.element_size());
        Assert.Equal([0.0, 1.0, 2.0, 100.0], converted.to(float64).data<double>().ToArray());
    }

    [Fact]
    public void Half_rounds_as_dotnet_rounds()
    {
        float[] values = [1f / 3, 65504f, 1e-7f, -2.0009766f];
        Assert.Equal(values.Select(value => (Half)value), tensor(values).half().data<Half>().ToArray());
    }

    [Fact]
    public void Bfloat16_keeps_eight_bits_of_precision() =>
        Assert.Equal(1.0078125f, tensor(new[] { 1.007f }).bfloat16().@float()[0].item<float>());

    [Fact]
    public void Without_a_difference_another_reference_to_the_memory_is_returned_unless_a_copy_is_asked_for()
    {
        var source = ones(2);
        foreach (var same in (Tensor[])[source.to(float32), source.cpu(), source.to("cpu"), source.type_as(source)])
        {
            same.add_(1);
            same.Dispose();
        }

        Assert.Equal(10f, source.sum().item<float>());
        source.fill_(1);
        var copy = source.to(float32, copy: true);
        copy.zero_();
        Assert.Equal(2f, source.sum().item<float>());
    }

    [Fact]
    public void Dispose_after_frees_the_source_of_a_conversion_only()
    {
        var source = ones(2);
        source.to(float64, disposeAfter: true);
        Assert.True(source.IsInvalid);
        var same = ones(2);
        Assert.False(same.to(float32, disposeAfter: true).IsInvalid);
    }

    [Fact]
    public void The_wrong_dotnet_type_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => ones(2).data<double>());
        Assert.Contains("Float32", error.Message);
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
    }

    [Fact]
    public void Elements_are_read_and_written_in_the_order_of_indices_also_through_a_transposed_view()
    {
        var matrix = tensor(new[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        var turned = matrix.t().data<int>();
        Assert.Equal([1, 4, 2, 5, 3, 6], turned.ToArray());
        Assert.Equal(6, turned[2, 1]);
        turned[2, 1] = 60;
        turned.CopyFrom([10, 40]);
        Assert.Equal([10, 2, 3, 40, 5, 60], matrix.data<int>().ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => turned[3, 0]);
        Assert.Equal(new[,] { { 10, 40 }, { 2, 5 }, { 3, 60 } }, turned.ToNDArray());
    }

    [Fact]
    public void Bytes_are_the_memory_of_a_contiguous_tensor()
    {
        var source = tensor(new[] { 1, 256 });
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0], source.bytes.ToArray());
        source.bytes = new byte[] { 2, 0, 0, 0, 3, 0, 0, 0 };
        Assert.Equal([2, 3], source.data<int>().ToArray());
        Assert.Throws<InvalidOperationException>(() => ones(2, 3).t().bytes.Length);
        Assert.Throws<ArgumentException>(() => source.bytes = new byte[3]);
    }

    [Fact]
    public void Devices_are_read_from_text()
    {
        Assert.Equal((DeviceType.CUDA, 1), (new Device("cuda:1").type, new Device("cuda:1").index));
        Assert.Equal("cuda", new Device("cuda").ToString());
        if (!cuda.is_available())
            Assert.Throws<InvalidOperationException>(() => device("cuda"));
        Assert.Equal("cpu", CPU.ToString());
        Assert.Throws<ArgumentException>(() => device("gpu"));
        Assert.Throws<FormatException>(() => device("cuda:x"));
    }

    [Fact]
    public void Types_are_promoted_as_libtorch_promotes()
    {
        Assert.Equal(float64, promote_types(float64, int32));
        Assert.True(can_cast(int32, float32));
        Assert.False(can_cast(float32, int32));
        Assert.Equal(1.1920928955078125e-07, finfo(float32).eps);
        Assert.Equal(float.MaxValue, (float)finfo(float32).max);
    }

    [Fact]
    public void A_tensor_prints_its_shape_type_and_device()
    {
        Assert.Equal("[2x2], type = Int64, device = cpu", arange(4).reshape(2, 2).ToString());
        Assert.Equal("[], type = Float32, device = cpu", tensor(1.5f).ToString());
    }
}
