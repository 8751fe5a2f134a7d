using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

/// <summary>The .NET type of a bfloat16 against libtorch's own rounding.</summary>
public class BFloat16Tests
{
    [Fact]
    public void Numbers_are_rounded_as_libtorch_rounds_them()
    {
        using var scope = NewDisposeScope();
        float[] values =
        [
            0, -0f, 1, 1.00390625f, 1.01171875f, 1.0117188f, -3.14159f, 1e-40f, 1e-41f, 3.3895314e38f, 3.4e38f, float.MaxValue,
            float.PositiveInfinity, float.NegativeInfinity, .. Enumerable.Range(0, 500).Select(i => (float)Math.Tan(i) * MathF.Pow(10, (i % 60) - 30)),
        ];
        var expected = tensor(values).bfloat16();
        BFloat16[] rounded = [.. values.Select(value => (BFloat16)value)];
        Assert.Equal(rounded, expected.data<BFloat16>().ToArray());
        Assert.Equal(expected.@float().data<float>().ToArray(), rounded.Select(value => value.ToSingle()));
        Assert.True(BFloat16.IsNaN((BFloat16)float.NaN) && BFloat16.IsInfinity((BFloat16)float.MaxValue));
    }

    [Fact]
    public void Tensors_are_made_of_them_and_read_as_them()
    {
        using var scope = NewDisposeScope();
        BFloat16[] values = [(BFloat16)1.5f, (BFloat16)(-2f), (BFloat16)3f, (BFloat16)4f];
        var square = tensor(values, [2, 2]);
        Assert.Equal(ScalarType.BFloat16, square.dtype);
        Assert.Equal(values, square.data<BFloat16>().ToArray());
        Assert.Equal(values[1], square[0, 1].item<BFloat16>());
        Assert.Equal(values[3], square[1, 1].ToBFloat16());
        Assert.Equal(values, tensor(new[,] { { values[0], values[1] }, { values[2], values[3] } }).flatten().data<BFloat16>().ToArray());
        Assert.Equal(ScalarType.BFloat16, tensor(values[0]).dtype);
        Assert.Equal(0, tensor(values[0]).dim());
        Assert.Equal(3f, (square + values[0].ToScalar())[0, 0].item<BFloat16>().ToSingle());
    }

    [Fact]
    public void Arithmetic_and_order_are_those_of_singles_rounded()
    {
        BFloat16 a = (BFloat16)1.5f, b = (BFloat16)(-0.25f);
        Assert.Equal((1.25f, 1.75f, -0.375f, -6f, 0f), ((float)(a + b), (float)(a - b), (float)(a * b), (float)(a / b), (float)(a % b)));
        Assert.Equal(-1.5, (double)-a);
        Assert.True(b < a && a > b && a >= b && b <= a && a != b);
        var nothing = (BFloat16)float.NaN;
        Assert.False(BFloat16.NaN == nothing);
        Assert.False(BFloat16.NaN.Equals(nothing));
        Assert.True(a.CompareTo(b) > 0 && a.CompareTo((object)a) == 0);
        Assert.Equal(256, (float)((BFloat16)256 + BFloat16.One));
        Assert.Equal(3.3895314e38f, (float)BFloat16.MaxValue);
        Assert.Equal("1.5", a.ToString(null, System.Globalization.CultureInfo.InvariantCulture));
    }
}
