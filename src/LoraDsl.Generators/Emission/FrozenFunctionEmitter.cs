using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the autograd function of DyLoRA's frozen mode, in which a step trains only the last rows and columns.</summary>
internal static class FrozenFunctionEmitter
{
    public static void EmitCall(SourceWriter writer, ForwardConfiguration forward)
    {
        var input = forward.Dropout == 0
            ? ""
            : $"\n    var input = torch.nn.functional.dropout(x, {Literals.Of(forward.Dropout)}, true);";
        writer.Write(
            $$"""
            if (training)
            {{{input}}
                return Function.apply(x, {{(forward.Dropout == 0 ? "" : "input, ")}}layer.weight, layer.bias!, a, b, rank, firstTrainedRow, scaling)
                    .MoveToOuterDisposeScope();
            }

            """);
    }

    public static void EmitFunction(SourceWriter writer, ForwardConfiguration forward)
    {
        writer.Write(
            """
            /// <summary>
            /// The same formula with the gradients of the frozen mode: those of A and B are zero outside the trained rows and columns.
            /// Saves the input and the trained columns of x·Aᵀ for the backward pass, nothing of the output's size.
            /// </summary>
            """);
        writer.Open("private sealed class Function : torch.autograd.SingleTensorFunction<Function>");
        writer.Write(
            $"""
            /// <inheritdoc/>
            public override string Name => "{forward.ClassName}";

            /// <inheritdoc/>
            """);
        EmitForward(writer, forward);
        writer.Separate();
        writer.Write("/// <inheritdoc/>");
        EmitBackward(writer, forward);
        writer.Close();
    }

    private static void EmitForward(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        var next = dropout ? 2 : 1;
        var input = dropout ? "input" : "x";
        writer.Write(
            $$"""
            public override Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
            {
                var x = (Tensor)vars[0];{{(dropout ? "\n    var input = (Tensor)vars[1];" : "")}}
                var weight = (Tensor)vars[{{next}}];
                var bias = (Tensor?)vars[{{next + 1}}];
                var a = (Tensor)vars[{{next + 2}}];
                var b = (Tensor)vars[{{next + 3}}];
                var rank = (int)vars[{{next + 4}}];
                var first = (int)vars[{{next + 5}}];
                var scaling = (double)vars[{{next + 6}}];

                var y = torch.nn.functional.linear(x, weight, bias);
                var h = {{input}}.mm(a.narrow(0, 0, rank).t());
                h.mul_(scaling);
                y.addmm_(h, b.narrow(1, 0, rank).t());

                // A view would keep all of h alive.
                var trained = h.narrow(1, first, rank - first).contiguous();
                ctx.save_for_backward([{{(dropout ? "weight.requires_grad ? x : null!, input" : "x")}}, weight, a, b, trained]);
                ctx.save_data("pass", (rank, first, scaling, x.requires_grad, weight.requires_grad, bias is not null && bias.requires_grad));
                return y;
            }
            """);
    }

    private static void EmitBackward(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        var input = dropout ? "input" : "x";
        var next = dropout ? 2 : 1;
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
                var (rank, first, scaling, needsX, needsWeight, needsBias) = ((int, int, double, bool, bool, bool))ctx.get_data("pass")!;
                var count = rank - first;

                // What is saved of h is a constant to autograd: a second derivative has to go through A.
                var h = torch.is_grad_enabled()
                    ? {{input}}.mm(a.narrow(0, first, count).t()).mul(scaling)
                    : saved[{{next + 3}}];

                // s·g·B: of every column in use where the input asks for its gradient, else of the trained ones.
                Tensor? dx = null;{{(dropout ? "\n    Tensor? dInput = null;" : "")}}
                Tensor u;
                if (needsX)
                {
                    var all = grad_output.mm(b.narrow(1, 0, rank)).mul(scaling);
                    dx = grad_output.mm(weight){{(dropout
                        ? ";\n        dInput = all.mm(a.narrow(0, 0, rank));"
                        : ".addmm_(all, a.narrow(0, 0, rank));")}}
                    u = all.narrow(1, first, count);
                }
                else
                {
                    u = grad_output.mm(b.narrow(1, first, count)).mul(scaling);
                }

                var dA = torch.zeros_like(a);
                dA.narrow(0, first, count).copy_(u.t().mm({{input}}));
                var dB = torch.zeros_like(b);
                dB.narrow(1, first, count).copy_(grad_output.t().mm(h));
                var dWeight = needsWeight ? grad_output.t().mm(x) : null;
                var dBias = needsBias ? grad_output.sum(dim: 0) : null;
                return
                [
                    dx?.MoveToOuterDisposeScope()!,{{(dropout ? "\n        dInput?.MoveToOuterDisposeScope()!," : "")}}
                    dWeight?.MoveToOuterDisposeScope()!,
                    dBias?.MoveToOuterDisposeScope()!,
                    dA.MoveToOuterDisposeScope(),
                    dB.MoveToOuterDisposeScope(),
                    null!,
                    null!,
                    null!,
                ];
            }
            """);
    }
}
