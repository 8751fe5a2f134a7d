using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints the forward passes of embeddings: compositions, whose backward is autograd's. The rows are looked up flat, so that the
/// product is added to them in place.
/// </summary>
internal static class EmbeddingForwardEmitter
{
    public static void EmitBody(SourceWriter writer, ForwardConfiguration forward)
    {
        writer.Write(
            """
            var flat = ids.flatten();
            var y = layer.forward(flat);
            """);
        switch (forward.Kind)
        {
            case ForwardKind.Lora:
            case ForwardKind.AdaLora:
                writer.Write(
                    $"""
                    var h = a.index_select(1, flat);{ScalingText.Line(forward)}
                    y.addmm_(h.t(), b.t());
                    """);
                break;
            case ForwardKind.DyLora:
                writer.Write(
                    """
                    var h = a.narrow(0, 0, rank).index_select(1, flat);
                    h.mul_(scaling);
                    y.addmm_(h.t(), b.narrow(1, 0, rank).t());
                    """);
                break;
            default:
                PrefixEmitter.EmitParts(writer, "AddProduct", "flat");
                break;
        }

        writer.Write("return y.view([.. ids.shape, b.shape[0]]).MoveToOuterDisposeScope();");
    }

    public static void EmitMembers(SourceWriter writer, ForwardConfiguration forward)
    {
        if (forward.Kind == ForwardKind.DyLoraFrozen)
        {
            writer.Write(
                """
                private static void AddProduct(Tensor y, Tensor flat, Tensor a, Tensor b, double scaling)
                {
                    var h = a.index_select(1, flat);
                    h.mul_(scaling);
                    y.addmm_(h.t(), b.t());
                }
                """);
        }
    }
}
