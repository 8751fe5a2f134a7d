using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

public sealed class ArithmeticTests : IDisposable
{
    private static readonly double[] Left = [1.5, -2.25, 3, 0.5];
    private static readonly double[] Right = [2, 4, -0.5, 8];
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<string, Func<Tensor, Tensor, Tensor>, Func<double, double, double>> Binary => new()
    {
        { "+", (a, b) => a + b, (a, b) => a + b },
        { "-", (a, b) => a - b, (a, b) => a - b },
        { "*", (a, b) => a * b, (a, b) => a * b },
        { "/", (a, b) => a / b, (a, b) => a / b },
        { "3 -", (a, _) => 3 - a, (a, _) => 3 - a },
        { "3 /", (a, _) => 3.0 / a, (a, _) => 3 / a },
        { "- 3", (a, _) => a - 3f, (a, _) => a - 3 },
        { "alpha", (a, b) => a.add(b, 2), (a, b) => a + 2 * b },
        { "maximum", (a, b) => a.maximum(b), Math.Max },
        { "minimum", (a, b) => minimum(a, b), Math.Min },
        { "floor", (a, b) => a.div(b, RoundingMode.floor), (a, b) => Math.Floor(a / b) },
        { "trunc", (a, b) => a.div(b, RoundingMode.trunc), (a, b) => Math.Truncate(a / b) },
        { "remainder", (a, b) => a % b, (a, b) => a - b * Math.Floor(a / b) },
        { "fmod", (a, b) => a.fmod(b), (a, b) => a % b },
        { "pow", (a, b) => a.abs().pow(b), (a, b) => Math.Pow(Math.Abs(a), b) },
        { "addcmul", (a, b) => a.addcmul(a, b, 0.5), (a, b) => a + 0.5 * a * b },
        { "addcdiv", (a, b) => a.addcdiv(a, b, 0.5), (a, b) => a + 0.5 * a / b },
        { "lerp", (a, b) => a.lerp(b, full(1, 0.25, dtype: float64)), (a, b) => a + 0.25 * (b - a) },
        { "clamp", (a, _) => a.clamp(-1, 1), (a, _) => Math.Clamp(a, -1, 1) },
        { "clamp_min", (a, _) => a.clamp(min: 1), (a, _) => Math.Max(a, 1) },
        { "hypot", hypot, (a, b) => Math.Sqrt(a * a + b * b) },
        { "logaddexp", (a, b) => a.logaddexp(b), (a, b) => Math.Log(Math.Exp(a) + Math.Exp(b)) },
    };

    [Theory]
    [MemberData(nameof(Binary))]
    public void Pairs_of_elements_are_combined(string name, Func<Tensor, Tensor, Tensor> operation, Func<double, double, double> expected)
    {
        var actual = operation(tensor(Left), tensor(Right)).data<double>().ToArray();
        for (var i = 0; i < Left.Length; i++)
            Assert.True(Math.Abs(expected(Left[i], Right[i]) - actual[i]) < 1e-12, $"{name}: element {i} is {actual[i]}");
    }

    public static TheoryData<string, Func<Tensor, Tensor>, Func<double, double>> Unary => new()
    {
        { "neg", a => -a, a => -a },
        { "abs", a => a.abs(), Math.Abs },
        { "exp", exp, Math.Exp },
        { "expm1", a => a.expm1(), a => Math.Exp(a) - 1 },
        { "sqrt", a => a.abs().sqrt(), a => Math.Sqrt(Math.Abs(a)) },
        { "rsqrt", a => a.abs().rsqrt(), a => 1 / Math.Sqrt(Math.Abs(a)) },
        { "log", a => a.abs().log(), a => Math.Log(Math.Abs(a)) },
        { "log2", a => a.abs().log2(), a => Math.Log2(Math.Abs(a)) },
        { "log1p", a => a.abs().log1p(), a => Math.Log(1 + Math.Abs(a)) },
        { "square", square, a => a * a },
        { "reciprocal", a => a.reciprocal(), a => 1 / a },
        { "sign", a => a.sign(), a => Math.Sign(a) },
        { "floor", a => a.floor(), Math.Floor },
        { "ceil", a => a.ceil(), Math.Ceiling },
        { "round", a => a.round(1), a => Math.Round(a, 1, MidpointRounding.ToEven) },
        { "tanh", a => a.tanh(), Math.Tanh },
        { "sin", sin, Math.Sin },
        { "sigmoid", a => a.sigmoid(), a => 1 / (1 + Math.Exp(-a)) },
        { "relu", a => a.relu(), a => Math.Max(a, 0) },
        { "silu", a => a.silu(), a => a / (1 + Math.Exp(-a)) },
        { "gelu", a => a.gelu(), a => a * NormalDistribution(a) },
        { "softplus", a => a.softplus(), a => Math.Log(1 + Math.Exp(a)) },
    };

    [Theory]
    [MemberData(nameof(Unary))]
    public void Each_element_is_mapped(string name, Func<Tensor, Tensor> operation, Func<double, double> expected)
    {
        var actual = operation(tensor(Left)).data<double>().ToArray();
        for (var i = 0; i < Left.Length; i++)
            Assert.True(Math.Abs(expected(Left[i]) - actual[i]) < 1e-12, $"{name}: element {i} is {actual[i]}");
    }

    [Fact]
    public void In_place_methods_change_and_return_the_tensor_itself()
    {
        var value = tensor(Left);
        Assert.Same(value, value.add_(tensor(Right)).mul_(2).sub_(1).div_(4).neg_().abs_().sqrt_().clamp_(max: 1));
        var expected = Left.Zip(Right, (a, b) => Math.Min(1, Math.Sqrt(Math.Abs((((a + b) * 2) - 1) / 4))));
        Assert.All(value.data<double>().ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.Same(value, value.copy_(tensor(Right)).fill_(3));
        // This one, and triu_, tril_ and gelu_, return another reference.
        Assert.NotSame(value, value.zero_());
        value.fill_(3);
        Assert.Equal(12.0, value.sum().item<double>());
    }

    [Fact]
    public void Sides_are_broadcast_and_types_promoted()
    {
        var sum = tensor(new[] { 1, 2 }).unsqueeze(1) + tensor(new[] { 10f, 20f, 30f });
        Assert.Equal(float32, sum.dtype);
        Assert.Equal([11f, 21f, 31f, 12f, 22f, 32f], sum.data<float>().ToArray());
        Assert.Equal(float32, (tensor(new[] { 1f }) * 2.0).dtype);
    }

    [Fact]
    public void Comparisons_give_truth_values()
    {
        var a = tensor(new[] { 1, 2, 3 });
        Assert.Equal([false, true, false], (a == 2).data<bool>().ToArray());
        Assert.Equal([true, false, true], (a != tensor(2)).data<bool>().ToArray());
        Assert.Equal([false, false, true], (a > 2).data<bool>().ToArray());
        Assert.Equal([true, true, false], (3 > a).data<bool>().ToArray());
        Assert.Equal([true, false, false], ((a < 2) | (a > 5)).data<bool>().ToArray());
        Assert.True(a.Equals(tensor(new[] { 1, 2, 3 })));
        Assert.False(a.Equals(tensor(new[] { 1, 2, 4 })));
        Assert.True(tensor(1.0).allclose(tensor(1 + 1e-9)));
        Assert.False(tensor(1.0).allclose(tensor(1.1)));
        Assert.Equal([false, true, false], tensor(new[] { 1, double.NaN, double.PositiveInfinity }).isnan().data<bool>().ToArray());
    }

    // Abramowitz and Stegun 7.1.5, enough terms for |x| < 4.
    private static double NormalDistribution(double x)
    {
        double term = x, sum = x;
        for (var n = 1; n < 100; n++)
        {
            term *= x * x / ((2 * n) + 1);
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
