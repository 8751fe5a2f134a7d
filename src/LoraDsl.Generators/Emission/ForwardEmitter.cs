using System;
using LoraDsl.Generators.Model;
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
            using {forward.Layer} = {LayerText.Type(forward.Layer)};{Usings(forward)}
            using Tensor = global::TorchSharp.torch.Tensor;

            /// <summary>{ForwardText.Summary(forward)}</summary>
            {Generated.CodeAttribute}
            """);
        writer.Open($"internal static class {forward.ClassName}");
        writer.Write(ForwardText.Documentation(forward));
        writer.Open($"public static Tensor Forward({ForwardSignature.Parameters(forward)})");
        if (!forward.IsMasked)
        {
            writer.Write("using var scope = torch.NewDisposeScope();");
        }

        if (forward.Kind == ForwardKind.AdaLora)
        {
            TripletEmitter.EmitProduct(writer, forward);
        }

        switch (forward.Layer)
        {
            case LayerKind.Linear:
                LinearForwardEmitter.EmitBody(writer, forward);
                break;
            case LayerKind.Embedding:
                EmbeddingForwardEmitter.EmitBody(writer, forward);
                break;
            case LayerKind.Conv2d:
                Conv2dForwardEmitter.EmitBody(writer, forward);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(forward));
        }

        writer.Close();
        EmitMembers(writer, forward);
        writer.Close();
        return writer.ToString();
    }

    private static string Usings(ForwardConfiguration forward) => forward switch
    {
        { IsMasked: true } => LorsFunctionEmitter.Usings(forward),
        { Layer: LayerKind.Linear } => "\nusing LowRank = global::LoraDsl.Forward.LowRank;",
        { Layer: LayerKind.Conv2d } => "\nusing LayerConvolution = global::LoraDsl.Forward.LayerConvolution;",
        _ => "",
    };

    private static void EmitMembers(SourceWriter writer, ForwardConfiguration forward)
    {
        writer.Separate();
        switch (forward.Layer)
        {
            case LayerKind.Linear when forward.IsMasked:
                LorsFunctionEmitter.EmitMembers(writer, forward);
                break;
            case LayerKind.Embedding:
                EmbeddingForwardEmitter.EmitMembers(writer, forward);
                break;
            case LayerKind.Conv2d:
                Conv2dForwardEmitter.EmitMembers(writer, forward);
                break;
        }
    }
}
