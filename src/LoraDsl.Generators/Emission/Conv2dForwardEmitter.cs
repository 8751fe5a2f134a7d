using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the forward passes of 2-D convolutions: compositions, whose backward is autograd's, but for the masked ones.</summary>
internal static class Conv2dForwardEmitter
{
    public static void EmitBody(SourceWriter writer, ForwardConfiguration forward)
    {
        if (forward.IsMasked)
        {
            LorsFunctionEmitter.EmitForward(writer);
            return;
        }

        var input = forward.Dropout == 0 ? "x" : "input";
        writer.Write("var y = layer.forward(x);");
        if (forward.Dropout != 0)
        {
            writer.Write($"var input = training ? torch.nn.functional.dropout(x, {Literals.Of(forward.Dropout)}, true) : x;");
        }

        switch (forward.Kind)
        {
            case ForwardKind.Lora:
            case ForwardKind.AdaLora:
                writer.Write(
                    $"""
                    var h = LayerConvolution.Like(layer, {input}, a);{ScalingText.Line(forward)}
                    y.add_(torch.nn.functional.conv2d(h, b));
                    """);
                break;
            case ForwardKind.DyLora:
                writer.Write(
                    $"""
                    var h = LayerConvolution.Like(layer, {input}, a.narrow(0, 0, rank));
                    h.mul_(scaling);
                    y.add_(torch.nn.functional.conv2d(h, b.narrow(1, 0, rank)));
                    """);
                break;
            default:
                PrefixEmitter.EmitParts(writer, "AddProduct", $"{input}, layer");
                break;
        }

        writer.Write("return y.MoveToOuterDisposeScope();");
    }

    public static void EmitMembers(SourceWriter writer, ForwardConfiguration forward)
    {
        if (forward.Kind == ForwardKind.DyLoraFrozen)
        {
            writer.Write(
                """
                private static void AddProduct(Tensor y, Tensor x, Conv2d layer, Tensor a, Tensor b, double scaling)
                {
                    var h = LayerConvolution.Like(layer, x, a);
                    h.mul_(scaling);
                    y.add_(torch.nn.functional.conv2d(h, b));
                }

                """);
        }

        if (forward.IsMasked)
        {
            LorsFunctionEmitter.EmitMembers(writer, forward);
        }
    }
}
