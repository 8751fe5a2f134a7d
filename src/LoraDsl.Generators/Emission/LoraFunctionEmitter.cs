using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints LoRA's forward pass and its autograd function. Autograd's own backward would add the two parts of the input's gradient in
/// a buffer of its own; the function adds them in place, which is measurably faster.
/// </summary>
internal static class LoraFunctionEmitter
{
    public static void EmitForward(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        if (dropout)
        {
            writer.Write($"var input = training ? torch.nn.functional.dropout(x, {Literals.Of(forward.Dropout)}, true) : x;");
        }

        var arguments = $"x, {(dropout ? "input, " : "")}layer.weight, layer.bias";
        var factors = $"a, b{(forward.Scaling is null ? ", scaling" : "")}";
        writer.Write(
            $"""
            var y = torch.is_grad_enabled()
                ? Function.apply({arguments}!, {factors})
                : Compute({arguments}, {factors}).Output;
            return y.MoveToOuterDisposeScope();
            """);
    }

    public static void EmitMembers(SourceWriter writer, ForwardConfiguration forward)
    {
        EmitCompute(writer, forward);
        writer.Separate();
        writer.Write(
            """
            /// <summary>
            /// The same formula with its gradients. Saves the inputs and s·x·Aᵀ for the backward pass, nothing of the output's size.
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
        EmitFunctionBackward(writer, forward);
        writer.Close();
    }

    // The order is measured: the frozen product first, the low-rank one added to it in place.
    private static void EmitCompute(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        var scaling = ScalingText.Of(forward);
        writer.Write(
            $$"""
            private static (Tensor Output, Tensor Reduced) Compute(Tensor x, {{(dropout ? "Tensor input, " : "")}}Tensor weight, Tensor? bias, Tensor a, Tensor b{{(forward.Scaling is null ? ", double scaling" : "")}})
            {
                var y = torch.nn.functional.linear(x, weight, bias);
                var h = {{(dropout ? "input" : "x")}}.mm(a.t());{{(scaling.Length == 0 ? "" : $"\n    h.mul_({scaling});")}}
                y.addmm_(h, b.t());
                return (y, h);
            }
            """);
    }

    private static void EmitFunctionForward(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        var next = dropout ? 2 : 1;
        var runtime = forward.Scaling is null;
        writer.Write(
            $$"""
            public override Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
            {
                var x = (Tensor)vars[0];{{(dropout ? "\n    var input = (Tensor)vars[1];" : "")}}
                var weight = (Tensor)vars[{{next}}];
                var bias = (Tensor?)vars[{{next + 1}}];
                var a = (Tensor)vars[{{next + 2}}];
                var b = (Tensor)vars[{{next + 3}}];{{(runtime ? $"\n    var scaling = (double)vars[{next + 4}];" : "")}}

                var (y, h) = Compute(x, {{(dropout ? "input, " : "")}}weight, bias, a, b{{(runtime ? ", scaling" : "")}});
                ctx.save_for_backward([{{(dropout ? "weight.requires_grad ? x : null!, input" : "x")}}, weight, a, b, h]);
                ctx.save_data("needs", (x.requires_grad, weight.requires_grad, bias is not null && bias.requires_grad));{{(runtime ? "\n    ctx.save_data(\"scaling\", scaling);" : "")}}
                return y;
            }
            """);
    }

    private static void EmitFunctionBackward(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        var input = dropout ? "input" : "x";
        var next = dropout ? 2 : 1;
        var scaling = ScalingText.Of(forward);
        var scaled = scaling.Length == 0 ? "" : $".mul({scaling})";
        writer.Write(
            $$"""
            public override global::System.Collections.Generic.List<Tensor> backward(torch.autograd.AutogradContext ctx, Tensor grad_output)
            {
                using var scope = torch.NewDisposeScope();
                var saved = ctx.get_saved_variables();
                var x = saved[0];{{(dropout ? "\n    var input = saved[1];" : "")}}
                var weight = saved[{{next}}];
                var a = saved[{{next + 1}}];
                var b = saved[{{next + 2}}];
                var (needsX, needsWeight, needsBias) = ((bool, bool, bool))ctx.get_data("needs")!;{{(forward.Scaling is null ? "\n    var scaling = (double)ctx.get_data(\"scaling\")!;" : "")}}

                // What is saved of h is a constant to autograd: a second derivative has to go through A.
                var h = torch.is_grad_enabled() ? {{input}}.mm(a.t()){{scaled}} : saved[{{next + 3}}];

                var u = grad_output.mm(b){{scaled}};
                var dx = needsX ? grad_output.mm(weight){{(dropout ? "" : ".addmm_(u, a)")}} : null;{{(dropout ? "\n    var dInput = needsX ? u.mm(a) : null;" : "")}}
                var dWeight = needsWeight ? grad_output.t().mm(x) : null;
                var dBias = needsBias ? grad_output.sum(dim: 0) : null;
                var dA = u.t().mm({{input}});
                var dB = grad_output.t().mm(h);
                return
                [
                    dx?.MoveToOuterDisposeScope()!,{{(dropout ? "\n        dInput?.MoveToOuterDisposeScope()!," : "")}}
                    dWeight?.MoveToOuterDisposeScope()!,
                    dBias?.MoveToOuterDisposeScope()!,
                    dA.MoveToOuterDisposeScope(),
                    dB.MoveToOuterDisposeScope(),{{(forward.Scaling is null ? "\n        null!," : "")}}
                ];
            }
            """);
    }
}
