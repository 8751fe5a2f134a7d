using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints LoRS's forward pass and its autograd function. Autograd's own backward would keep the masked weight of every layer until
/// then, and form gradients of its size; the function forms the weight a second time instead.
/// </summary>
internal static class LorsFunctionEmitter
{
    /// <summary>The names of the runtime's kernels that the code uses.</summary>
    public const string Usings =
        "\nusing MaskedGradient = global::LoraDsl.Kernels.MaskedGradient;\nusing MaskedMerge = global::LoraDsl.Kernels.MaskedMerge;";

    public static void EmitForward(SourceWriter writer, ForwardConfiguration forward)
    {
        var layer = IsConvolution(forward) ? ", layer" : "";
        writer.Write(
            $"""
            var y = torch.is_grad_enabled()
                ? Function.apply(x, layer.weight, layer.bias!, a, b{layer})
                : Compute(x, layer.weight, layer.bias, a, b{layer});
            return y.MoveToOuterDisposeScope();
            """);
    }

    public static void EmitMembers(SourceWriter writer, ForwardConfiguration forward)
    {
        EmitCompute(writer, forward);
        writer.Separate();
        var gradients = forward.Kind == ForwardKind.LorsExact
            ? "its exact gradients"
            : "the published gradients: those of A and B pass the mask straight through";
        writer.Write(
            $"""
            /// <summary>
            /// The same formula with {gradients}.
            /// Saves the input and what there is anyway; W̃ is formed anew in the backward pass.
            /// </summary>
            """);
        writer.Open("private sealed class Function : torch.autograd.SingleTensorFunction<Function>");
        writer.Write(
            $"""
            /// <inheritdoc/>
            public override string Name => "{forward.ClassName}";

            /// <inheritdoc/>
            """);
        EmitFunctionForward(writer, forward);
        writer.Separate();
        writer.Write("/// <inheritdoc/>");
        writer.Open(
            "public override global::System.Collections.Generic.List<Tensor> backward(torch.autograd.AutogradContext ctx, Tensor grad_output)");
        EmitFunctionBackward(writer, forward);
        writer.Close();
        writer.Close();
        if (IsConvolution(forward))
        {
            writer.Separate();
            LorsConv2dEmitter.EmitReplay(writer);
        }
    }

    private static bool IsConvolution(ForwardConfiguration forward) => forward.Layer == LayerKind.Conv2d;

    private static void EmitCompute(SourceWriter writer, ForwardConfiguration forward)
    {
        var (parameter, run) = IsConvolution(forward)
            ? (", Conv2d layer", "Convolve(x, layer, merged.Weight, bias)")
            : ("", "torch.nn.functional.linear(x, merged.Weight, bias)");
        writer.Write(
            $$"""
            private static Tensor Compute(Tensor x, Tensor weight, Tensor? bias, Tensor a, Tensor b{{parameter}})
            {
                using var merged = MaskedMerge.Rent(weight, a, b, {{Literals.Of(forward.Scaling ?? 1)}});
                return {{run}};
            }
            """);
    }

    private static void EmitFunctionForward(SourceWriter writer, ForwardConfiguration forward)
    {
        var isConvolution = IsConvolution(forward);
        writer.Write(
            $$"""
            public override Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
            {
                var x = (Tensor)vars[0];
                var weight = (Tensor)vars[1];
                var bias = (Tensor?)vars[2];
                var a = (Tensor)vars[3];
                var b = (Tensor)vars[4];{{(isConvolution ? "\n    var layer = (Conv2d)vars[5];" : "")}}

                ctx.save_for_backward([x, weight, a, b]);
                ctx.save_data("needs", (x.requires_grad, weight.requires_grad, bias is not null && bias.requires_grad));{{(isConvolution ? "\n    ctx.save_data(\"layer\", layer);" : "")}}
                return Compute(x, weight, bias, a, b{{(isConvolution ? ", layer" : "")}});
            }
            """);
    }

    private static void EmitFunctionBackward(SourceWriter writer, ForwardConfiguration forward)
    {
        var isConvolution = IsConvolution(forward);
        writer.Write(
            $"""
            using var scope = torch.NewDisposeScope();
            var saved = ctx.get_saved_variables();
            var x = saved[0];
            var weight = saved[1];
            var a = saved[2];
            var b = saved[3];
            var (needsX, needsWeight, needsBias) = ((bool, bool, bool))ctx.get_data("needs")!;{(isConvolution ? "\nvar layer = (Conv2d)ctx.get_data(\"layer\")!;" : "")}

            """);
        if (isConvolution)
        {
            LorsConv2dEmitter.EmitGradients(writer, forward);
        }
        else
        {
            EmitLinearGradients(writer, forward);
        }

        writer.Write(
            $"""
            return
            [
                dx?.MoveToOuterDisposeScope()!,
                dWeight?.MoveToOuterDisposeScope()!,
                dBias?.MoveToOuterDisposeScope()!,
                dA{(isConvolution && forward.Kind == ForwardKind.Lors ? "!" : "")}.MoveToOuterDisposeScope(),
                dB.MoveToOuterDisposeScope(),{(isConvolution ? "\n    null!," : "")}
            ];
            """);
    }

    private static void EmitLinearGradients(SourceWriter writer, ForwardConfiguration forward)
    {
        var scaling = ScalingText.Of(forward);
        var scaled = scaling.Length == 0 ? "" : $".mul({scaling})";
        writer.Write(
            $$"""
            Tensor? dx = null;
            if (needsX)
            {
                using var merged = MaskedMerge.Rent(weight, a, b, {{Literals.Of(forward.Scaling ?? 1)}});
                dx = grad_output.mm(merged.Weight);
            }

            var dWeight = needsWeight ? MaskedGradient.OfWeight(grad_output.t().mm(x), weight) : null;
            var dBias = needsBias ? grad_output.sum(dim: 0) : null;
            """);
        writer.Write(forward.Kind == ForwardKind.LorsExact
            ? $"var (dA, dB) = MaskedGradient.OfFactors(grad_output, x, weight, a, b, {Literals.Of(forward.Scaling ?? 1)});"
            : $"""

            // In this order nothing of the weight's size is formed.
            var dA = grad_output.mm(b){scaled}.t().mm(x);
            var dB = grad_output.t().mm(x.mm(a.t()){scaled});
            """);
    }
}
