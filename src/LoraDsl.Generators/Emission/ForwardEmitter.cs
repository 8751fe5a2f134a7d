using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the code of a forward pass, shared by every adapter of that configuration.</summary>
internal static class ForwardEmitter
{
    public static string Emit(ForwardConfiguration forward, string forwardNamespace)
    {
        var writer = new SourceWriter();
        writer.Write(
            $"""
            {Generated.Header}
            namespace {forwardNamespace};

            using global::TorchSharp;
            using Linear = global::TorchSharp.Modules.Linear;
            using Tensor = global::TorchSharp.torch.Tensor;

            /// <summary>{Summary(forward)}</summary>
            {Generated.Attribute}
            """);
        writer.Open($"internal static class {forward.ClassName}");
        writer.Write(Documentation(forward));
        writer.Open($"public static Tensor Forward({ForwardSignature.Parameters(forward)})");
        writer.Write("using var scope = torch.NewDisposeScope();");
        switch (forward.Kind)
        {
            case ForwardKind.Lora:
                LoraFunctionEmitter.EmitForward(writer, forward);
                break;
            case ForwardKind.DyLoraFrozen:
                FrozenFunctionEmitter.EmitCall(writer, forward);
                EmitPrefixComposition(writer, forward);
                break;
            default:
                EmitPrefixComposition(writer, forward);
                break;
        }

        writer.Close();
        switch (forward.Kind)
        {
            case ForwardKind.Lora:
                writer.Separate();
                LoraFunctionEmitter.EmitMembers(writer, forward);
                break;
            case ForwardKind.DyLoraFrozen:
                writer.Separate();
                FrozenFunctionEmitter.EmitFunction(writer, forward);
                break;
        }

        writer.Close();
        return writer.ToString();
    }

    // The order is measured: the frozen product first, the low-rank one added to it in place.
    private static void EmitPrefixComposition(SourceWriter writer, ForwardConfiguration forward)
    {
        var input = "x";
        writer.Write("var y = torch.nn.functional.linear(x, layer.weight, layer.bias);");
        if (forward.Dropout != 0 && forward.Kind != ForwardKind.DyLoraFrozen)
        {
            writer.Write($"var input = training ? torch.nn.functional.dropout(x, {Literals.Of(forward.Dropout)}, true) : x;");
            input = "input";
        }

        writer.Write(
            $"""
            var h = {input}.mm(a.narrow(0, 0, rank).t());
            h.mul_(scaling);
            y.addmm_(h, b.narrow(1, 0, rank).t());
            return y.MoveToOuterDisposeScope();
            """);
    }

    private static string Summary(ForwardConfiguration forward)
    {
        var scaling = forward.Scaling switch
        {
            null => "s·",
            1 => "",
            { } value => Literals.Of(value) + "·",
        };
        var input = forward.Dropout == 0 ? "x" : "d(x)";
        var dropout = forward.Dropout == 0 ? "" : $", d dropout of {Literals.Of(forward.Dropout)} in training";
        return forward.Kind switch
        {
            ForwardKind.Lora => $"LoRA on a linear layer: y = x·Wᵀ + bias + {scaling}({input}·Aᵀ)·Bᵀ{dropout}.",
            ForwardKind.DyLora => $"DyLoRA on a linear layer, at rank b: y = x·Wᵀ + bias + s·({input}·A[:b]ᵀ)·B[:, :b]ᵀ{dropout}.",
            _ => $"DyLoRA on a linear layer, at rank b, training its last rows: y = x·Wᵀ + bias + s·({input}·A[:b]ᵀ)·B[:, :b]ᵀ{dropout}.",
        };
    }

    private static string Documentation(ForwardConfiguration forward)
    {
        var text = "/// <summary>Computes the adapted layer's output, T × out, which belongs to the caller's dispose scope.</summary>";
        if (ForwardSignature.UsesTraining(forward))
        {
            text += "\n/// <param name=\"training\">Whether the adapter is in training mode.</param>";
        }

        text += """

            /// <param name="x">The input, T × in.</param>
            /// <param name="layer">The frozen layer: W, out × in, and its bias.</param>
            /// <param name="a">A, rank × in.</param>
            /// <param name="b">B, out × rank.</param>
            """;
        if (forward.Kind != ForwardKind.Lora)
        {
            text += "\n/// <param name=\"rank\">The rank b of this pass, from 1 to the number of A's rows.</param>";
        }

        if (forward.Kind == ForwardKind.DyLoraFrozen)
        {
            text += "\n/// <param name=\"firstTrainedRow\">The first row of A and column of B that this pass trains.</param>";
        }

        return forward.Scaling is null ? text + "\n/// <param name=\"scaling\">The scaling s.</param>" : text;
    }
}
