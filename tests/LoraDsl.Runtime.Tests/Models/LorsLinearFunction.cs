using LoraDsl.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>LoRS on a linear layer as the generator is to write it, with the mode and the scaling still open.</summary>
internal static class LorsLinearFunction
{
    public static Tensor Forward(Tensor x, Linear layer, Tensor a, Tensor b, double scaling, LorsMode mode)
    {
        using var scope = NewDisposeScope();
        if (is_grad_enabled())
        {
            return (mode == LorsMode.Exact
                ? Exact.apply(x, layer.weight, layer.bias!, a, b, scaling)
                : StraightThrough.apply(x, layer.weight, layer.bias!, a, b, scaling)).MoveToOuterDisposeScope();
        }

        return Compute(x, layer.weight, layer.bias, a, b, scaling).MoveToOuterDisposeScope();
    }

    private static Tensor Compute(Tensor x, Tensor weight, Tensor? bias, Tensor a, Tensor b, double scaling)
    {
        using var merged = MaskedMerge.Rent(weight, a, b, scaling);
        return nn.functional.linear(x, merged.Weight, bias!);
    }

    private static Tensor Save(autograd.AutogradContext ctx, object[] vars)
    {
        var (x, weight, bias, a, b) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor?)vars[2], (Tensor)vars[3], (Tensor)vars[4]);
        ctx.save_for_backward([x, weight, a, b]);
        ctx.save_data("scaling", vars[5]);
        ctx.save_data("needs", (x.requires_grad, weight.requires_grad, bias is not null && bias.requires_grad));
        return Compute(x, weight, bias, a, b, (double)vars[5]);
    }

    private static List<Tensor> Backward(autograd.AutogradContext ctx, Tensor g, LorsMode mode)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (x, weight, a, b) = (saved[0], saved[1], saved[2], saved[3]);
        var scaling = (double)ctx.get_data("scaling")!;
        var (needsX, needsWeight, needsBias) = ((bool, bool, bool))ctx.get_data("needs")!;

        Tensor? dx = null;
        if (needsX)
        {
            using var merged = MaskedMerge.Rent(weight, a, b, scaling);
            dx = g.mm(merged.Weight);
        }

        var dWeight = needsWeight ? MaskedGradient.OfWeight(g.t().mm(x), weight) : null;
        var dBias = needsBias ? g.sum(dim: 0) : null;
        Tensor dA, dB;
        if (mode == LorsMode.Exact)
        {
            (dA, dB) = MaskedGradient.OfFactors(g, x, weight, a, b, scaling);
        }
        else
        {
            dA = g.mm(b).mul(scaling).t().mm(x);
            dB = g.t().mm(x.mm(a.t()).mul(scaling));
        }

        return
        [
            dx?.MoveToOuterDisposeScope()!,
            dWeight?.MoveToOuterDisposeScope()!,
            dBias?.MoveToOuterDisposeScope()!,
            dA.MoveToOuterDisposeScope(),
            dB.MoveToOuterDisposeScope(),
            null!,
        ];
    }

    private sealed class StraightThrough : autograd.SingleTensorFunction<StraightThrough>
    {
        public override string Name => "LinearLors";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => Save(ctx, vars);

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => Backward(ctx, grad_output, LorsMode.StraightThrough);
    }

    private sealed class Exact : autograd.SingleTensorFunction<Exact>
    {
        public override string Name => "LinearLorsExact";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => Save(ctx, vars);

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => Backward(ctx, grad_output, LorsMode.Exact);
    }
}
