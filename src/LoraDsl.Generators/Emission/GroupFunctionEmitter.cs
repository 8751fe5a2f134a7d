using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints the pass of a group and its autograd function, written out for a number of layers. What the layers share is one product: x by the
/// rows of every A, and their gradient; the parts of the input's gradient are added in place in one buffer.
/// </summary>
internal static class GroupFunctionEmitter
{
    /// <summary>Arguments of the function for each layer: weight, bias, A, B, scaling.</summary>
    private const int ArgumentsOfLayer = 5;

    public static string Emit(GroupConfiguration group, string forwardNamespace)
    {
        var writer = new SourceWriter();
        writer.Write(
            $"""
            {Generated.Header}
            namespace {forwardNamespace};

            using global::TorchSharp;
            using GroupMember = global::LoraDsl.Adapters.GroupMember;
            using Tensor = global::TorchSharp.torch.Tensor;
            using Tensors = global::System.Collections.Generic.List<global::TorchSharp.torch.Tensor>;

            /// <summary>LoRA on {Literals.Of(group.Size)} linear layers that read one input: yᵢ = x·Wᵢᵀ + biasᵢ + sᵢ·(x·Aᵢᵀ)·Bᵢᵀ, all x·Aᵢᵀ in one product.</summary>
            {Generated.CodeAttribute}
            """);
        writer.Open($"internal static class {group.ClassName}");
        EmitForward(writer, group.Size);
        EmitCompute(writer, group.Size);
        EmitFunction(writer, group);
        writer.Close();
        return writer.ToString();
    }

    private static void EmitForward(SourceWriter writer, int size)
    {
        writer.Write(
            """
            /// <summary>Computes the adapted layers' outputs, T × out each, which belong to the caller's dispose scope.</summary>
            /// <param name="x">The input, T × in.</param>
            """);
        for (var i = 0; i < size; i++)
        {
            writer.Write($"/// <param name=\"m{Literals.Of(i)}\">Layer {Literals.Of(i + 1)}.</param>");
        }

        writer.Write(
            $$"""
            public static Tensors Forward(Tensor x, {{Numbered.Join(size, "GroupMember m{0}")}})
            {
                using var scope = torch.NewDisposeScope();
                var outputs = torch.is_grad_enabled()
                    ? Function.apply(
                        x,
                        {{Numbered.Join(size, "m{0}.Weight, m{0}.Bias!, m{0}.A, m{0}.B, m{0}.Scaling", ",\n            ")}})
                    : Compute(x, {{Numbered.Join(size, "m{0}")}}).Outputs;
                foreach (var y in outputs)
                {
                    y.MoveToOuterDisposeScope();
                }

                return outputs;
            }
            """);
        writer.Separate();
    }

    // A layer that runs without its adapter has factors of rank 0: products with them cost a call and are nothing.
    private static void EmitCompute(SourceWriter writer, int size)
    {
        writer.Write(
            $$"""
            private static (Tensors Outputs, Tensor Reduced) Compute(Tensor x, {{Numbered.Join(size, "GroupMember m{0}")}})
            {
                var h = x.mm(torch.cat([{{Numbered.Join(size, "m{0}.A")}}], 0).t());
                var end = 0L;
                return ([{{Numbered.Join(size, "Output(x, h, m{0}, ref end)")}}], h);
            }

            // The order is that of a layer alone: the frozen product first, the low-rank one added to it in place.
            private static Tensor Output(Tensor x, Tensor reduced, GroupMember m, ref long end)
            {
                var rank = m.A.shape[0];
                var h = Part(reduced, 1, rank, ref end);
                if (m.Scaling != 1)
                {
                    h.mul_(m.Scaling);
                }

                var y = torch.nn.functional.linear(x, m.Weight, m.Bias);
                return rank == 0 ? y : y.addmm_(h, m.B.t());
            }

            private static Tensor Scaled(Tensor values, double scaling) => scaling == 1 ? values : values.mul(scaling);

            private static Tensor Part(Tensor all, long dimension, long rank, ref long end)
            {
                end += rank;
                return all.narrow(dimension, end - rank, rank);
            }
            """);
        writer.Separate();
    }

    private static void EmitFunction(SourceWriter writer, GroupConfiguration group)
    {
        writer.Write(
            """
            /// <summary>
            /// The same formula with its gradients. Saves the input, once, and every sᵢ·x·Aᵢᵀ for the backward pass, nothing of the outputs' size.
            /// </summary>
            """);
        writer.Open("private sealed class Function : torch.autograd.MultiTensorFunction<Function>");
        writer.Write(
            $"""
            /// <inheritdoc/>
            public override string Name => "{group.ClassName}";

            /// <inheritdoc/>
            """);
        EmitFunctionForward(writer, group.Size);
        writer.Separate();
        writer.Write("/// <inheritdoc/>");
        EmitFunctionBackward(writer, group.Size);
        writer.Close();
    }

    private static void EmitFunctionForward(SourceWriter writer, int size)
    {
        writer.Open("public override Tensors forward(torch.autograd.AutogradContext ctx, params object[] vars)");
        writer.Write("var x = (Tensor)vars[0];");
        for (var i = 0; i < size; i++)
        {
            var first = 1 + (i * ArgumentsOfLayer);
            writer.Write(
                $"var m{Literals.Of(i)} = new GroupMember((Tensor)vars[{Literals.Of(first)}], (Tensor?)vars[{Literals.Of(first + 1)}], "
                + $"(Tensor)vars[{Literals.Of(first + 2)}], (Tensor)vars[{Literals.Of(first + 3)}], (double)vars[{Literals.Of(first + 4)}]);");
        }

        writer.Write(
            $$"""

            var (outputs, h) = Compute(x, {{Numbered.Join(size, "m{0}")}});
            ctx.save_for_backward([x, h, {{Numbered.Join(size, "m{0}.Weight, m{0}.A, m{0}.B")}}]);
            ctx.save_data("scalings", new double[] { {{Numbered.Join(size, "m{0}.Scaling")}} });
            ctx.save_data("needs", new bool[] { x.requires_grad, {{Numbered.Join(size, "m{0}.Weight.requires_grad, m{0}.Bias is not null && m{0}.Bias.requires_grad")}} });
            return outputs;
            """);
        writer.Close();
    }

    private static void EmitFunctionBackward(SourceWriter writer, int size)
    {
        writer.Open("public override Tensors backward(torch.autograd.AutogradContext ctx, Tensors grad_outputs)");
        writer.Write(
            """
            using var scope = torch.NewDisposeScope();
            var saved = ctx.get_saved_variables();
            var x = saved[0];
            var h = saved[1];
            var scalings = (double[])ctx.get_data("scalings")!;
            var needs = (bool[])ctx.get_data("needs")!;
            """);
        for (var i = 0; i < size; i++)
        {
            var first = 2 + (3 * i);
            writer.Write(Numbered.At(
                i,
                $"var (g{{0}}, w{{0}}, a{{0}}, b{{0}}) = (grad_outputs[{{0}}], saved[{Literals.Of(first)}], saved[{Literals.Of(first + 1)}], saved[{Literals.Of(first + 2)}]);"));
        }

        writer.Write($"var a = torch.cat([{Numbered.Join(size, "a{0}")}], 0);\n\nvar end = 0L;");
        for (var i = 0; i < size; i++)
        {
            writer.Write(Numbered.At(i, "var h{0} = Part(h, 1, a{0}.shape[0], ref end);"));
        }

        writer.Open("if (torch.is_grad_enabled())");
        writer.Write("// What is saved of h is a constant to autograd: a second derivative has to go through A.");
        for (var i = 0; i < size; i++)
        {
            writer.Write(Numbered.At(i, "h{0} = Scaled(x.mm(a{0}.t()), scalings[{0}]);"));
        }

        writer.Close();
        writer.Write($"\nvar u = torch.cat([{Numbered.Join(size, "Scaled(g{0}.mm(b{0}), scalings[{0}])")}], 1);");
        writer.Write($"var dx = needs[0] ? g0.mm(w0){AddRest(size)}.addmm_(u, a) : null;");
        writer.Write("var dA = u.t().mm(x);\nend = 0;");
        writer.Write("return\n[\n    dx?.MoveToOuterDisposeScope()!,");
        for (var i = 0; i < size; i++)
        {
            writer.Write(
                $"""
                    {Numbered.At(i, $"needs[{Literals.Of(1 + (2 * i))}] ? g{{0}}.t().mm(x).MoveToOuterDisposeScope() : null!")},
                    {Numbered.At(i, $"needs[{Literals.Of(2 + (2 * i))}] ? g{{0}}.sum(dim: 0).MoveToOuterDisposeScope() : null!")},
                    {Numbered.At(i, "Part(dA, 0, a{0}.shape[0], ref end).MoveToOuterDisposeScope()")},
                    {Numbered.At(i, "g{0}.t().mm(h{0}).MoveToOuterDisposeScope()")},
                    null!,
                """);
        }

        writer.Write("];");
        writer.Close();
    }

    private static string AddRest(int size)
    {
        var text = "";
        for (var i = 1; i < size; i++)
        {
            text += Numbered.At(i, ".addmm_(g{0}, w{0})");
        }

        return text;
    }
}
