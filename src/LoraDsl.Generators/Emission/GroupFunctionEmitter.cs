using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints the pass of a group and its autograd function, written out for a number of layers: their frozen products, and one call for all low-rank
/// ones; the parts of the input's gradient are added in place in one buffer.
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
            using GroupMember = global::LoraDsl.Kernels.GroupMember;
            using GroupProducts = global::LoraDsl.Kernels.GroupProducts;
            using Tensor = global::TorchSharp.torch.Tensor;
            using Tensors = global::System.Collections.Generic.List<global::TorchSharp.torch.Tensor>;

            /// <summary>LoRA on {Literals.Of(group.Size)} linear layers that read one input: yᵢ = x·Wᵢᵀ + biasᵢ + sᵢ·(x·Aᵢᵀ)·Bᵢᵀ.</summary>
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

    // The order is that of a layer alone: the frozen products first, the low-rank ones added to them in place.
    private static void EmitCompute(SourceWriter writer, int size)
    {
        writer.Write(
            $$"""
            private static (Tensors Outputs, Tensor Reduced) Compute(Tensor x, {{Numbered.Join(size, "GroupMember m{0}")}})
            {
                Tensors outputs =
                [
                    {{Numbered.Join(size, "torch.nn.functional.linear(x, m{0}.Weight, m{0}.Bias)", ",\n        ")}},
                ];
                return (outputs, GroupProducts.AddTo(outputs, x, [{{Numbered.Join(size, "m{0}")}}]));
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
            var scalings = (double[])ctx.get_data("scalings")!;
            var needs = (bool[])ctx.get_data("needs")!;
            """);
        for (var i = 0; i < size; i++)
        {
            var first = 2 + (3 * i);
            writer.Write(Numbered.At(
                i,
                $"var m{{0}} = new GroupMember(saved[{Literals.Of(first)}], null, saved[{Literals.Of(first + 1)}], saved[{Literals.Of(first + 2)}], scalings[{{0}}]);"));
        }

        for (var i = 0; i < size; i++)
        {
            writer.Write(Numbered.At(i, "var g{0} = grad_outputs[{0}];"));
        }

        writer.Write($"\nvar dx = needs[0] ? g0.mm(m0.Weight){AddRest(size)} : null;");
        writer.Write($"var (dA, dB) = GroupProducts.Gradients(grad_outputs, x, saved[1], [{Numbered.Join(size, "m{0}")}], dx);");
        writer.Write("return\n[\n    dx?.MoveToOuterDisposeScope()!,");
        for (var i = 0; i < size; i++)
        {
            writer.Write(
                $"""
                    {Numbered.At(i, $"needs[{Literals.Of(1 + (2 * i))}] ? g{{0}}.t().mm(x).MoveToOuterDisposeScope() : null!")},
                    {Numbered.At(i, $"needs[{Literals.Of(2 + (2 * i))}] ? g{{0}}.sum(dim: 0).MoveToOuterDisposeScope() : null!")},
                    {Numbered.At(i, "dA[{0}].MoveToOuterDisposeScope()")},
                    {Numbered.At(i, "dB[{0}].MoveToOuterDisposeScope()")},
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
            text += Numbered.At(i, ".addmm_(g{0}, m{0}.Weight)");
        }

        return text;
    }
}
