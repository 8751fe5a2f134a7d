using LoraDsl.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>LoRS on a convolution as the generator is to write it, with the mode and the scaling still open.</summary>
internal static class LorsConv2dFunction
{
    public static Tensor Forward(Tensor x, Conv2d layer, Tensor a, Tensor b, double scaling, LorsMode mode)
    {
        using var scope = NewDisposeScope();
        var y = is_grad_enabled()
            ? Function.apply(x, layer.weight, layer.bias!, a, b, layer, scaling, mode)
            : Compute(x, layer.weight, layer.bias, a, b, layer, scaling);
        return y.MoveToOuterDisposeScope();
    }

    private static Tensor Compute(Tensor x, Tensor weight, Tensor? bias, Tensor a, Tensor b, Conv2d layer, double scaling)
    {
        using var merged = MaskedMerge.Rent(weight, a, b, scaling);
        return Conv2dAdapters.Convolve(x, layer, merged.Weight, bias);
    }

    private sealed class Function : autograd.SingleTensorFunction<Function>
    {
        public override string Name => "Conv2dLors";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, weight, bias, a, b) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor?)vars[2], (Tensor)vars[3], (Tensor)vars[4]);
            ctx.save_for_backward([x, weight, a, b]);
            ctx.save_data("layer", vars[5]);
            ctx.save_data("scaling", vars[6]);
            ctx.save_data("mode", vars[7]);
            ctx.save_data("needs", (x.requires_grad, weight.requires_grad, bias is not null && bias.requires_grad));
            return Compute(x, weight, bias, a, b, (Conv2d)vars[5], (double)vars[6]);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            using var scope = NewDisposeScope();
            var saved = ctx.get_saved_variables();
            var (x, weight, a, b) = (saved[0], saved[1], saved[2], saved[3]);
            var (layer, scaling) = ((Conv2d)ctx.get_data("layer")!, (double)ctx.get_data("scaling")!);
            var (needsX, needsWeight, needsBias) = ((bool, bool, bool))ctx.get_data("needs")!;
            var exact = (LorsMode)ctx.get_data("mode")! == LorsMode.Exact;

            // A convolution's own gradients are autograd's: it runs once more, by the rebuilt weight and by A.
            var second = is_grad_enabled();
            Tensor? dx = null, dWeight = null, dA, dB;
            using (var merged = MaskedMerge.Rent(weight, a, b, scaling))
            using (enable_grad())
            {
                var kernel = exact || needsWeight ? merged.Weight.detach().requires_grad_() : merged.Weight;
                if (second)
                    kernel = merged.Weight;
                List<Tensor> wanted = [];
                if (needsX)
                    wanted.Add(x);
                if (exact || needsWeight)
                    wanted.Add(kernel);
                if (wanted.Count > 0)
                {
                    var y = Conv2dAdapters.Convolve(x, layer, kernel);
                    var gradients = autograd.grad([y], wanted, [grad_output], retain_graph: second, create_graph: second);
                    dx = needsX ? gradients[0] : null;
                    dWeight = exact || needsWeight ? gradients[^1] : null;
                }
            }

            if (exact)
            {
                (dA, dB) = MaskedGradient.OfFactors(dWeight!, weight, a, b, scaling);
            }
            else
            {
                using (enable_grad())
                {
                    var factor = second ? a : a.detach().requires_grad_();
                    var h = Conv2dAdapters.Convolve(second ? x : x.detach(), layer, factor);
                    var u = nn.functional.conv2d(grad_output, b.transpose(0, 1)).mul(scaling);
                    dA = autograd.grad([h], [factor], [u], retain_graph: second, create_graph: second)[0];
                    var (rows, columns) = (grad_output.dim() == 4 ? grad_output : grad_output.unsqueeze(0), h.dim() == 4 ? h : h.unsqueeze(0));
                    dB = rows.flatten(2).bmm(columns.flatten(2).transpose(1, 2)).sum(dim: 0).mul(scaling).view(b.shape);
                    if (!second)
                        dB = dB.detach();
                }
            }

            return
            [
                dx?.MoveToOuterDisposeScope()!,
                needsWeight ? MaskedGradient.OfWeight(dWeight!, weight).MoveToOuterDisposeScope() : null!,
                needsBias ? grad_output.sum(grad_output.dim() == 4 ? [0L, 2, 3] : [1L, 2]).MoveToOuterDisposeScope() : null!,
                dA.MoveToOuterDisposeScope(),
                dB.MoveToOuterDisposeScope(),
                null!,
                null!,
                null!,
            ];
        }
    }
}
