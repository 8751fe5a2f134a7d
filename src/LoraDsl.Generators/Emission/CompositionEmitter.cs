using System;
using System.Collections.Generic;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints the forward passes that are compositions of operators, whose backward is autograd's: the frozen layer's output, with the
/// low-rank product added to it in place. The products themselves are functions of the runtime.
/// </summary>
internal static class CompositionEmitter
{
    /// <summary>The types of the runtime that the code names.</summary>
    public static IEnumerable<string> Types(ForwardConfiguration forward)
    {
        yield return Product(forward.Layer);
        if (forward.Kind == ForwardKind.DyLoraFrozen)
        {
            yield return "RankPrefix";
        }

        if (forward.Kind == ForwardKind.AdaLora)
        {
            yield return "TripletFactor";
        }

        if (forward.Dora)
        {
            yield return "Dora";
            if (forward.Layer == LayerKind.Conv2d)
            {
                yield return "LayerConvolution";
            }
        }
    }

    public static void Emit(SourceWriter writer, ForwardConfiguration forward)
    {
        writer.Open($"public static Tensor Forward({ForwardSignature.Parameters(forward)})");
        writer.Write("using var scope = torch.NewDisposeScope();");
        if (forward.Kind == ForwardKind.AdaLora)
        {
            writer.Write($"var b = TripletFactor.Of(p, lambda{Scaling(forward)});");
        }

        if (forward.Dora)
        {
            // The norm takes part in no gradient, so that the whole prefix serves, whichever of its ranks are trained.
            var factors = forward.IsPrefix ? "a.narrow(0, 0, rank), b.narrow(1, 0, rank)" : "a, b";
            writer.Write($"var gain = Dora.Gain(m, layer, {factors}{Scaling(forward)});");
        }

        EmitBase(writer, forward);
        if (forward.Dropout != 0)
        {
            var (condition, dropout) = forward.Dropout is { } constant ? ("training", Literals.Of(constant)) : ("training && dropout > 0", "dropout");
            writer.Write($"var input = {condition} ? torch.nn.functional.dropout(x, {dropout}, true) : x;");
        }

        EmitProduct(writer, forward);
        if (forward.Dora)
        {
            writer.Write($"y = Dora.Rescale(y, gain{(forward.Layer == LayerKind.Embedding ? "" : ", layer.bias")});");
        }

        writer.Write(forward.Layer == LayerKind.Embedding
            ? "return y.view([.. ids.shape, b.shape[0]]).MoveToOuterDisposeScope();"
            : "return y.MoveToOuterDisposeScope();");
        writer.Close();
    }

    // An embedding looks its rows up flat, so that the product can be added in place.
    private static void EmitBase(SourceWriter writer, ForwardConfiguration forward) => writer.Write(forward.Layer switch
    {
        LayerKind.Linear when forward.Dora => "var y = torch.nn.functional.linear(x, layer.weight);",
        LayerKind.Conv2d when forward.Dora => "var y = LayerConvolution.Like(layer, x, layer.weight);",
        LayerKind.Linear => "var y = torch.nn.functional.linear(x, layer.weight, layer.bias);",
        LayerKind.Embedding => "var flat = ids.flatten();\nvar y = layer.forward(flat);",
        LayerKind.Conv2d => "var y = layer.forward(x);",
        _ => throw new ArgumentOutOfRangeException(nameof(forward)),
    });

    private static void EmitProduct(SourceWriter writer, ForwardConfiguration forward)
    {
        switch (forward.Kind)
        {
            case ForwardKind.DyLora:
                writer.Write(AddTo(forward, "a.narrow(0, 0, rank), b.narrow(1, 0, rank)"));
                break;
            case ForwardKind.DyLoraFrozen:
                writer.Open("foreach (var (rows, columns) in RankPrefix.Parts(a, b, rank, training ? firstTrainedRow : 0))");
                writer.Write(AddTo(forward, "rows, columns"));
                writer.Close();
                writer.Separate();
                break;
            default:
                writer.Write(AddTo(forward, "a, b"));
                break;
        }
    }

    private static string AddTo(ForwardConfiguration forward, string factors)
    {
        var input = forward.Layer == LayerKind.Embedding ? "flat" : forward.Dropout == 0 ? "x" : "input";
        var layer = forward.Layer == LayerKind.Linear ? "" : ", layer";

        // AdaLoRA's scaling is in B already.
        var scaling = forward.Kind == ForwardKind.AdaLora ? "" : Scaling(forward);
        return $"{Product(forward.Layer)}.AddTo(y, {input}{layer}, {factors}{scaling});";
    }

    private static string Product(LayerKind layer) => layer switch
    {
        LayerKind.Linear => "LowRank",
        LayerKind.Embedding => "LowRankLookup",
        LayerKind.Conv2d => "LowRankConvolution",
        _ => throw new ArgumentOutOfRangeException(nameof(layer)),
    };

    // The default is 1, at which nothing is multiplied.
    private static string Scaling(ForwardConfiguration forward) => forward.Scaling switch
    {
        null => ", scaling",
        1 => "",
        { } value => ", " + Literals.Of(value),
    };
}
