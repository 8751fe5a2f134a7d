using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the gradients of LoRS on a convolution.</summary>
internal static class LorsConv2dEmitter
{
    public static void EmitGradients(SourceWriter writer, ForwardConfiguration forward)
    {
        var factor = Literals.Of(forward.Scaling ?? 1);
        if (forward.Kind == ForwardKind.LorsExact)
        {
            writer.Write(
                $"""
                using var merged = MaskedMerge.Rent(weight, a, b, {factor});
                var (_, dx, dKernel) = Replay(x, needsX, merged.Weight, needsKernel: true, layer, grad_output);
                var (dA, dB) = MaskedGradient.OfFactors(dKernel!, weight, a, b, {factor});
                var dWeight = needsWeight ? MaskedGradient.OfWeight(dKernel!, weight) : null;
                """);
        }
        else
        {
            EmitStraightThrough(writer, forward, factor);
        }

        writer.Write("var dBias = needsBias ? grad_output.flatten(-2).sum(dim: -1).view(-1, b.shape[0]).sum(dim: 0) : null;");
    }

    private static void EmitStraightThrough(SourceWriter writer, ForwardConfiguration forward, string factor)
    {
        var scaling = ScalingText.Of(forward);
        var scaled = scaling.Length == 0 ? "" : $".mul({scaling})";
        writer.Write(
            $$"""
            Tensor? dx = null;
            Tensor? dWeight = null;
            if (needsX || needsWeight)
            {
                using var merged = MaskedMerge.Rent(weight, a, b, {{factor}});
                (_, dx, var dKernel) = Replay(x, needsX, merged.Weight, needsWeight, layer, grad_output);
                dWeight = needsWeight ? MaskedGradient.OfWeight(dKernel!, weight) : null;
            }

            // What B mixes are the few channels h of A∗x: through them nothing of the weight's size is formed.
            var u = torch.nn.functional.conv2d(grad_output, b.transpose(0, 1)){{scaled}};
            var (h, _, dA) = Replay(x, needsX: false, a, needsKernel: true, layer, u);
            var dB = grad_output.flatten(-2).matmul(h.flatten(-2).transpose(-1, -2)).reshape([-1, .. b.shape]).sum(dim: 0){{scaled}};
            """);
    }

    public static void EmitReplay(SourceWriter writer) => writer.Write(
        """
        // A convolution's gradients are libtorch's to form, and ask for a graph: it runs once more.
        private static (Tensor Output, Tensor? X, Tensor? Kernel) Replay(
            Tensor x, bool needsX, Tensor kernel, bool needsKernel, Conv2d layer, Tensor gradient)
        {
            var second = torch.is_grad_enabled();
            using var recording = torch.enable_grad();
            var input = Leaf(x, needsX);
            var factor = Leaf(kernel, needsKernel);
            var output = Convolve(input, layer, factor);
            var wanted = new global::System.Collections.Generic.List<Tensor>(2);
            if (needsX)
            {
                wanted.Add(input);
            }

            if (needsKernel)
            {
                wanted.Add(factor);
            }

            var gradients = torch.autograd.grad([output], wanted, [gradient], retain_graph: second, create_graph: second);
            return (output, needsX ? gradients[0] : null, needsKernel ? gradients[wanted.Count - 1] : null);

            // A second derivative goes on to what the tensor was made of.
            Tensor Leaf(Tensor tensor, bool isWanted)
            {
                if (second && tensor.requires_grad)
                {
                    return tensor;
                }

                var leaf = tensor.detach();
                leaf.requires_grad = isWanted;
                return leaf;
            }
        }
        """);
}
