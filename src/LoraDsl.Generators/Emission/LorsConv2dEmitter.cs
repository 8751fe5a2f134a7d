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
                using var merged = MaskedMerge.Rent(pass.Weight, pass.A, pass.B, {factor});
                var (_, dx, dKernel) = ConvolutionGradients.Of(pass.Layer, pass.X, merged.Weight, g, pass.NeedsX, needsKernel: true);
                var (dA, dB) = MaskedGradient.OfFactors(dKernel!, pass.Weight, pass.A, pass.B, {factor});
                var dWeight = pass.NeedsWeight ? MaskedGradient.OfWeight(dKernel!, pass.Weight) : null;
                """);
        }
        else
        {
            EmitStraightThrough(writer, forward, factor);
        }

        writer.Write("var dBias = pass.NeedsBias ? g.flatten(-2).sum(dim: -1).view(-1, pass.B.shape[0]).sum(dim: 0) : null;");
    }

    private static void EmitStraightThrough(SourceWriter writer, ForwardConfiguration forward, string factor)
    {
        var scaling = ScalingText.Of(forward);
        var scaled = scaling.Length == 0 ? "" : $".mul({scaling})";
        writer.Write(
            $$"""
            Tensor? dx = null;
            Tensor? dWeight = null;
            if (pass.NeedsX || pass.NeedsWeight)
            {
                using var merged = MaskedMerge.Rent(pass.Weight, pass.A, pass.B, {{factor}});
                (_, dx, var dKernel) = ConvolutionGradients.Of(pass.Layer, pass.X, merged.Weight, g, pass.NeedsX, pass.NeedsWeight);
                dWeight = pass.NeedsWeight ? MaskedGradient.OfWeight(dKernel!, pass.Weight) : null;
            }

            // What B mixes are the few channels h of A∗x: through them nothing of the weight's size is formed.
            var u = torch.nn.functional.conv2d(g, pass.B.transpose(0, 1)){{scaled}};
            var (h, _, dFactor) = ConvolutionGradients.Of(pass.Layer, pass.X, pass.A, u, needsX: false, needsKernel: true);
            var dA = dFactor!;
            var dB = g.flatten(-2).matmul(h.flatten(-2).transpose(-1, -2)).reshape([-1, .. pass.B.shape]).sum(dim: 0){{scaled}};
            """);
    }
}
