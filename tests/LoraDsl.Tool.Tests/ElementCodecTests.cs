using System.Buffers.Binary;
using LoraDsl.Tool.Files;
using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

public sealed class ElementCodecTests
{
    [Theory]
    [InlineData("F16")]
    [InlineData("BF16")]
    public void Every_value_of_a_narrow_type_comes_back(string type)
    {
        var bytes = new byte[2 * 65536];
        for (var bits = 0; bits < 65536; bits++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * bits), (ushort)bits);
        var values = new double[65536];
        ElementCodec.Decode(type, bytes, values);
        var back = ElementCodec.Encode(type, values);
        for (var bits = 0; bits < 65536; bits++)
        {
            if (!double.IsNaN(values[bits]))
                Assert.Equal(bits, BinaryPrimitives.ReadUInt16LittleEndian(back.AsSpan(2 * bits)));
        }
    }

    [Theory]
    [InlineData("F16", ScalarType.Float16)]
    [InlineData("BF16", ScalarType.BFloat16)]
    [InlineData("F32", ScalarType.Float32)]
    public void Values_are_rounded_as_libtorch_rounds_what_float32_holds(string type, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var values = cat([randn(20_000), randn(2_000) * 1e-40, randn(2_000) * 3e38, tensor([65504f, 65519.9f, 65520f, 1f + (1f / 256), 1f + (3f / 256), -1f - (1f / 256), 0f, float.MaxValue])]);
        var wide = values.to(float64).data<double>().ToArray();
        Assert.Equal(values.to(dtype).bytes.ToArray(), ElementCodec.Encode(type, wide));
    }

    [Fact]
    public void A_value_next_to_a_tie_is_not_rounded_twice()
    {
        // Half of bfloat16's unit above 1, and a little more than float32 can tell.
        double[] values = [1 + (1.0 / 256) + Math.ScaleB(1, -40), 1 + (1.0 / 256), 1 + (3.0 / 256) - Math.ScaleB(1, -40), double.NaN, double.PositiveInfinity];
        var bytes = ElementCodec.Encode("BF16", values);
        var back = new double[values.Length];
        ElementCodec.Decode("BF16", bytes, back);
        Assert.Equal([1 + (1.0 / 128), 1, 1 + (1.0 / 128), double.NaN, double.PositiveInfinity], back);
    }
}
