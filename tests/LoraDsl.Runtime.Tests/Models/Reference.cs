using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>The plain formula in float64, left to autograd: what every adapted layer is compared with.</summary>
internal static class Reference
{
    /// <summary>y = x·Wᵀ + b + s·(x·A[:r]ᵀ)·B[:, :r]ᵀ.</summary>
    public static Tensor Forward(Tensor x, Tensor weight, Tensor? bias, Tensor a, Tensor b, double scaling)
    {
        var y = x.matmul(weight.transpose(0, 1)) + (x.matmul(a.transpose(0, 1)).matmul(b.transpose(0, 1)) * scaling);
        return bias is null ? y : y + bias;
    }

    /// <summary>A leaf in float64 with the values of a tensor.</summary>
    public static Tensor Leaf(Tensor values) => values.detach().to(ScalarType.Float64).clone().requires_grad_();

    /// <summary>Gives an adapter random factors, as training would.</summary>
    public static void Randomize(LayerAdapter adapter)
    {
        using var noGradient = no_grad();
        foreach (var parameter in adapter.parameters())
            parameter.copy_(randn_like(parameter));
    }

    public static double MaxDifference(Tensor left, Tensor right) =>
        left.numel() == 0 && right.numel() == 0
            ? 0
            : left.detach().to(ScalarType.Float64).sub(right.detach().to(ScalarType.Float64)).abs().max().item<double>();

    public static Parameter FactorA(LayerAdapter adapter) => adapter.get_parameter("lora_A")!;

    public static Parameter FactorB(LayerAdapter adapter) => adapter.get_parameter("lora_B")!;

    /// <summary>Whether two tensors hold the same bits.</summary>
    public static bool SameBits(Tensor left, Tensor right) =>
        left.dtype == right.dtype
        && left.shape.AsSpan().SequenceEqual(right.shape)
        && left.detach().contiguous().bytes.SequenceEqual(right.detach().contiguous().bytes);
}
