using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints LoRS's formula and its gradients. Autograd's own backward would keep the masked weight of every layer until then, and form
/// gradients of its size; the function forms the weight a second time instead.
/// </summary>
internal static class LorsFunctionEmitter
{
    public static string Usings(ForwardConfiguration forward)
    {
        var isConvolution = IsConvolution(forward);
        return (isConvolution ? "\nusing ConvolutionGradients = global::LoraDsl.Forward.ConvolutionGradients;\nusing LayerConvolution = global::LoraDsl.Forward.LayerConvolution;" : "")
            + "\nusing LayerGradients = global::LoraDsl.Forward.LayerGradients;"
            + "\nusing MaskedGradient = global::LoraDsl.Kernels.MaskedGradient;"
            + "\nusing MaskedMerge = global::LoraDsl.Kernels.MaskedMerge;"
            + $"\nusing Pass = global::LoraDsl.Forward.LayerPass<{LayerText.Type(forward.Layer)}>;";
    }

    public static void EmitForward(SourceWriter writer) =>
        writer.Write("return new Function().Run(x, layer, layer.weight, layer.bias, a, b);");

    public static void EmitMembers(SourceWriter writer, ForwardConfiguration forward)
    {
        var layer = LayerText.Type(forward.Layer);
        var gradients = forward.Kind == ForwardKind.LorsExact
            ? "its exact gradients"
            : "the published gradients: those of A and B pass the mask straight through";
        writer.Write(
            $"""
            /// <summary>
            /// The formula with {gradients}.
            /// Saves the input and what there is anyway; W̃ is formed anew in the backward pass.
            /// </summary>
            """);
        writer.Open($"private sealed class Function : global::LoraDsl.Forward.LayerFunction<Function, {layer}>");
        var run = IsConvolution(forward)
            ? "LayerConvolution.Like(layer, x, merged.Weight, bias)"
            : "torch.nn.functional.linear(x, merged.Weight, bias)";
        writer.Write(
            $$"""
            /// <inheritdoc/>
            protected override Tensor Forward(Tensor x, {{forward.Layer}} layer, Tensor weight, Tensor? bias, Tensor a, Tensor b)
            {
                using var merged = MaskedMerge.Rent(weight, a, b, {{Factor(forward)}});
                return {{run}};
            }

            /// <inheritdoc/>
            """);
        writer.Open("protected override LayerGradients Backward(Pass pass, Tensor g)");
        if (IsConvolution(forward))
        {
            LorsConv2dEmitter.EmitGradients(writer, forward);
        }
        else
        {
            EmitLinearGradients(writer, forward);
        }

        writer.Write("return new LayerGradients(dx, dWeight, dBias, dA, dB);");
        writer.Close();
        writer.Close();
    }

    private static bool IsConvolution(ForwardConfiguration forward) => forward.Layer == LayerKind.Conv2d;

    private static string Factor(ForwardConfiguration forward) => Literals.Of(forward.Scaling ?? 1);

    private static void EmitLinearGradients(SourceWriter writer, ForwardConfiguration forward)
    {
        var scaling = ScalingText.Of(forward);
        var scaled = scaling.Length == 0 ? "" : $".mul({scaling})";
        writer.Write(
            $$"""
            Tensor? dx = null;
            if (pass.NeedsX)
            {
                using var merged = MaskedMerge.Rent(pass.Weight, pass.A, pass.B, {{Factor(forward)}});
                dx = g.mm(merged.Weight);
            }

            var dWeight = pass.NeedsWeight ? MaskedGradient.OfWeight(g.t().mm(pass.X), pass.Weight) : null;
            var dBias = pass.NeedsBias ? g.sum(dim: 0) : null;
            """);
        writer.Write(forward.Kind == ForwardKind.LorsExact
            ? $"var (dA, dB) = MaskedGradient.OfFactors(g, pass.X, pass.Weight, pass.A, pass.B, {Factor(forward)});"
            : $"""

            // In this order nothing of the weight's size is formed.
            var dA = g.mm(pass.B){scaled}.t().mm(pass.X);
            var dB = g.t().mm(pass.X.mm(pass.A.t()){scaled});
            """);
    }
}
