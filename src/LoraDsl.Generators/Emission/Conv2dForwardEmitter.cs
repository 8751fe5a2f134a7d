using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the forward passes of 2-D convolutions: compositions, whose backward is autograd's.</summary>
internal static class Conv2dForwardEmitter
{
    public static void EmitBody(SourceWriter writer, ForwardConfiguration forward)
    {
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
                    var h = Convolve({input}, layer, a);{ScalingText.Line(forward)}
                    y.add_(torch.nn.functional.conv2d(h, b));
                    """);
                break;
            case ForwardKind.DyLora:
                writer.Write(
                    $"""
                    var h = Convolve({input}, layer, a.narrow(0, 0, rank));
                    h.mul_(scaling);
                    y.add_(torch.nn.functional.conv2d(h, b.narrow(1, 0, rank)));
                    """);
                break;
            default:
                PrefixEmitter.EmitParts(writer, $"{input}, layer");
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
                    var h = Convolve(x, layer, a);
                    h.mul_(scaling);
                    y.add_(torch.nn.functional.conv2d(h, b));
                }

                """);
        }

        writer.Write(
            """
            // A convolution by A that strides, pads and dilates as the frozen layer does.
            private static Tensor Convolve(Tensor x, Conv2d layer, Tensor a)
            {
                if (layer.padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
                {
                    var padded = torch.nn.functional.pad(x, Border(layer), layer.padding_mode);
                    return torch.nn.functional.conv2d(padded, a, strides: layer.stride, dilation: layer.dilation);
                }

                return layer.padding_type is { } type
                    ? torch.nn.functional.conv2d_padding(x, a, strides: layer.stride, padding: type, dilation: layer.dilation)
                    : torch.nn.functional.conv2d(x, a, strides: layer.stride, padding: layer.padding, dilation: layer.dilation);
            }

            // Left, right, top, bottom. An odd border of the kind that keeps the size is one wider at the end.
            private static long[] Border(Conv2d layer)
            {
                if (layer.padding_type is null)
                {
                    return [layer.padding![1], layer.padding[1], layer.padding[0], layer.padding[0]];
                }

                if (layer.padding_type == Padding.Valid)
                {
                    return [0, 0, 0, 0];
                }

                var height = layer.dilation[0] * (layer.kernel_size[0] - 1);
                var width = layer.dilation[1] * (layer.kernel_size[1] - 1);
                return [width / 2, width - (width / 2), height / 2, height - (height / 2)];
            }
            """);
    }
}
