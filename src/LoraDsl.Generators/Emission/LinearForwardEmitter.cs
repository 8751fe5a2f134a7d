using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints the forward passes of linear layers: compositions, whose backward is autograd's, but for the masked ones. Of a function of one's own
/// that adds the parts of the input's gradient in place nothing was left to measure in a block's time.
/// </summary>
internal static class LinearForwardEmitter
{
    public static void EmitBody(SourceWriter writer, ForwardConfiguration forward)
    {
        if (forward.IsMasked)
        {
            LorsFunctionEmitter.EmitForward(writer);
            return;
        }

        writer.Write("var y = torch.nn.functional.linear(x, layer.weight, layer.bias);");
        var input = "x";
        if (forward.Dropout != 0)
        {
            writer.Write($"var input = training ? torch.nn.functional.dropout(x, {Literals.Of(forward.Dropout)}, true) : x;");
            input = "input";
        }

        switch (forward.Kind)
        {
            case ForwardKind.Lora:
            case ForwardKind.AdaLora:
                writer.Write($"LowRank.AddTo(y, {input}, a, b{(ScalingText.Of(forward) is { Length: > 0 } scaling ? $", {scaling}" : "")});");
                break;
            case ForwardKind.DyLora:
                writer.Write($"LowRank.AddTo(y, {input}, a.narrow(0, 0, rank), b.narrow(1, 0, rank), scaling);");
                break;
            default:
                PrefixEmitter.EmitParts(writer, "LowRank.AddTo", input);
                break;
        }

        writer.Write("return y.MoveToOuterDisposeScope();");
    }
}
