using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Overhead;

/// <summary>One operator on tensors so small that the call is all that costs.</summary>
/// <param name="Name">Its name in the results, and Python's key for the same call.</param>
/// <param name="Call">Makes the call; the result is disposed by who asked.</param>
internal sealed record OverheadCase(string Name, Func<Tensor> Call)
{
    private const long Size = 8;

    /// <summary>Every case, in the order of the table.</summary>
    public static OverheadCase[] All()
    {
        Tensor a = randn(Size, Size), b = randn(Size, Size), bias = randn(Size);
        var recorded = randn(Size, Size, requires_grad: true);
        Tensor[] pair = [a, b];
        return
        [
            new("add", () => a + b),
            new("add recorded", () => recorded + b),
            new("mul by scalar", () => a * 2.0),
            new("mm 8x8", () => a.mm(b)),
            new("linear", () => nn.functional.linear(a, b, bias)),
            new("relu", () => a.relu()),
            new("softmax", () => nn.functional.softmax(a, -1)),
            new("layer_norm", () => nn.functional.layer_norm(a, [Size], bias, bias)),
            new("sum", () => a.sum()),
            new("mean of a dimension", () => a.mean([1])),
            new("view", () => a.view(-1)),
            new("transpose", () => a.transpose(0, 1)),
            new("index by a number", () => a[0]),
            new("index by a slice", () => a[1..3]),
            new("cat", () => cat(pair, 0)),
            new("zeros", () => zeros(Size)),
        ];
    }
}
