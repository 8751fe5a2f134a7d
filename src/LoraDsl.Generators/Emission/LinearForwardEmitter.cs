using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the forward passes of linear layers.</summary>
internal static class LinearForwardEmitter
{
    public static void EmitBody(SourceWriter writer, ForwardConfiguration forward)
    {
        switch (forward.Kind)
        {
            case ForwardKind.Lora:
            case ForwardKind.AdaLora:
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
    }

    public static void EmitMembers(SourceWriter writer, ForwardConfiguration forward)
    {
        switch (forward.Kind)
        {
            case ForwardKind.Lora:
            case ForwardKind.AdaLora:
                LoraFunctionEmitter.EmitMembers(writer, forward);
                break;
            case ForwardKind.DyLoraFrozen:
                FrozenFunctionEmitter.EmitFunction(writer, forward);
                break;
        }
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
}
