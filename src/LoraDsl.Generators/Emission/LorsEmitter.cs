using System.Collections.Generic;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints LoRS's formula and its gradients. Autograd's own backward would keep the masked weight of every layer until then, and form
/// gradients of its size; the function forms the weight a second time instead.
/// </summary>
internal static class LorsEmitter
{
    /// <summary>The types of <c>LoraDsl.Forward</c> that the code names.</summary>
    public static IEnumerable<string> Types(ForwardConfiguration forward) => (forward.Layer, forward.Kind) switch
    {
        (LayerKind.Linear, ForwardKind.LorsExact) => ["LayerGradients"],
        (LayerKind.Linear, _) => ["LayerGradients", "StraightThroughGradient"],
        (_, ForwardKind.LorsExact) => ["KernelGradient", "LayerConvolution", "LayerGradients"],
        _ => ["ConvolutionGradients", "KernelGradient", "LayerConvolution", "LayerGradients", "StraightThroughGradient"],
    };

    public static void Emit(SourceWriter writer, ForwardConfiguration forward)
    {
        writer.Write(
            $"public static Tensor Forward({ForwardSignature.Parameters(forward)}) =>\n    new Function().Run(x, layer, layer.weight, layer.bias, a, b{(forward.Scaling is null ? ", scaling" : "")});");
        writer.Separate();
        EmitFunction(writer, forward);
    }

    private static void EmitFunction(SourceWriter writer, ForwardConfiguration forward)
    {
        var gradients = forward.Kind == ForwardKind.LorsExact
            ? "its exact gradients"
            : "the published gradients: those of A and B pass the mask straight through";
        writer.Write(
            $"""
            /// <summary>
            /// The formula with {gradients}.
            /// Saves the input and the parameters; W̃ is formed again in the backward pass.
            /// </summary>
            """);
        writer.Open($"private sealed class Function : global::LoraDsl.Forward.LayerFunction<Function, {LayerText.Type(forward.Layer)}>");
        var run = forward.Layer == LayerKind.Conv2d
            ? "LayerConvolution.Like(layer, x, merged.Weight, bias)"
            : "torch.nn.functional.linear(x, merged.Weight, bias)";
        writer.Write(
            $$"""
            /// <inheritdoc/>
            protected override Tensor Forward(Tensor x, {{forward.Layer}} layer, Tensor weight, Tensor? bias, Tensor a, Tensor b)
            {
                using var merged = MaskedMerge.Rent(weight, a, b, {{(forward.Scaling is { } scaling ? Literals.Of(scaling) : "Scaling")}});
                return {{run}};
            }

            /// <inheritdoc/>
            """);
        writer.Open("protected override LayerGradients Backward(Pass pass, Tensor g)");
        writer.Write((forward.Layer, forward.Kind) switch
        {
            (LayerKind.Linear, ForwardKind.LorsExact) => OfLinear(forward, "MaskedGradient.OfFactors(g, pass.X, pass.Weight, pass.A, pass.B"),
            (LayerKind.Linear, _) => OfLinear(forward, "StraightThroughGradient.OfFactors(g, pass.X, pass.A, pass.B"),
            (_, ForwardKind.LorsExact) => OfConvolution(forward),
            _ => OfConvolutionStraightThrough(forward),
        });
        writer.Write("return new LayerGradients(dx, dWeight, dBias, dA, dB);");
        writer.Close();
        writer.Close();
    }

    private static string OfLinear(ForwardConfiguration forward, string factors) =>
        $$"""
        Tensor? dx = null;
        if (pass.NeedsX)
        {
            using var merged = MaskedMerge.Rent(pass.Weight, pass.A, pass.B, {{Scaling(forward)}});
            dx = g.mm(merged.Weight);
        }

        var dWeight = pass.NeedsWeight ? MaskedGradient.OfWeight(g.t().mm(pass.X), pass.Weight) : null;
        var dBias = pass.NeedsBias ? g.sum(dim: 0) : null;
        var (dA, dB) = {{factors}}, {{Scaling(forward)}});
        """;

    private static string OfConvolution(ForwardConfiguration forward) =>
        $"""
        using var merged = MaskedMerge.Rent(pass.Weight, pass.A, pass.B, {Scaling(forward)});
        var (dx, dKernel) = KernelGradient.Of(g, pass.X, pass.Layer, merged.Weight, pass.NeedsX);
        var dWeight = pass.NeedsWeight ? MaskedGradient.OfWeight(dKernel, pass.Weight) : null;
        var dBias = pass.NeedsBias ? KernelGradient.OfBias(g) : null;
        var (dA, dB) = MaskedGradient.OfFactors(dKernel, pass.Weight, pass.A, pass.B, {Scaling(forward)});
        """;

    private static string OfConvolutionStraightThrough(ForwardConfiguration forward) =>
        $$"""
        Tensor? dx = null;
        Tensor? dWeight = null;
        if (pass.NeedsX || pass.NeedsWeight)
        {
            using var merged = MaskedMerge.Rent(pass.Weight, pass.A, pass.B, {{Scaling(forward)}});
            (_, dx, var dKernel) = ConvolutionGradients.Of(pass.Layer, pass.X, merged.Weight, g, pass.NeedsX, pass.NeedsWeight);
            dWeight = dKernel is null ? null : MaskedGradient.OfWeight(dKernel, pass.Weight);
        }

        var dBias = pass.NeedsBias ? KernelGradient.OfBias(g) : null;
        var (dA, dB) = StraightThroughGradient.OfFactors(g, pass.X, pass.Layer, pass.A, pass.B, {{Scaling(forward)}});
        """;

    private static string Scaling(ForwardConfiguration forward) => forward.Scaling is { } scaling ? Literals.Of(scaling) : "pass.Scaling";
}
