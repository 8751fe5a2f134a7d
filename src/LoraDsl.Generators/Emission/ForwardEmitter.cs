using System.Linq;
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
        if (forward.IsMasked)
        {
            LorsEmitter.Emit(writer, forward);
        }
        else
        {
            CompositionEmitter.Emit(writer, forward);
        }

        writer.Close();
        return writer.ToString();
    }

    private static string Usings(ForwardConfiguration forward) => forward.IsMasked
        ? Aliases("Forward", [.. LorsEmitter.Types(forward)])
            + Aliases("Kernels", "MaskedGradient", "MaskedMerge")
            + $"\nusing Pass = global::LoraDsl.Forward.LayerPass<{LayerText.Type(forward.Layer)}>;"
        : Aliases("Forward", [.. CompositionEmitter.Types(forward)]);

    private static string Aliases(string space, params string[] types) =>
        string.Concat(types.Select(type => $"\nusing {type} = global::LoraDsl.{space}.{type};"));
}
