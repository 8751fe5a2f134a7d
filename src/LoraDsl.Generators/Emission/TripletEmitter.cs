using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints how AdaLoRA's triplets become LoRA's factors. Its forward pass is LoRA's then: nothing more is saved than P and Λ, which are
/// parameters, and autograd carries the gradient of B on to both.
/// </summary>
internal static class TripletEmitter
{
    public static void EmitProduct(SourceWriter writer, ForwardConfiguration forward)
    {
        var row = forward.Layer == LayerKind.Conv2d ? "lambda.view(1, -1, 1, 1)" : "lambda.t()";
        var scaled = forward.Scaling is { } scaling and not 1 ? $"{row}.mul({Literals.Of(scaling)})" : row;
        writer.Write(
            $"""
            // With B = s·P·Λ it is LoRA from here on.
            var b = p.mul({scaled});

            """);
    }
}
