using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the class of one adapter.</summary>
internal static class AdapterEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    public static void Emit(SourceWriter writer, AdapterPlan adapter, string forwardNamespace)
    {
        writer.Write(
            $$"""
            /// <summary>
            /// The layer <c>{{adapter.Field}}</c> with its adapter: {{AdapterText.Describe(adapter)}}.
            /// From {{AdapterText.Origin(adapter)}}.
            /// </summary>
            {{Generated.CodeAttribute}}
            public sealed class {{adapter.TypeName}} : {{AdapterText.BaseType(adapter)}}
            {
                /// <summary>Adapts a layer, which stays frozen.</summary>
                /// <param name="layer">The layer.</param>
                internal {{adapter.TypeName}}({{LayerText.Type(adapter.Forward.Layer)}} layer)
                    : base("{{adapter.Field}}", layer{{AdapterText.Arguments(adapter.Settings)}}{{InitializationText.Arguments(adapter.Initialization)}}{{LoraVariantText.Argument(adapter.Variant)}})
                {{{LoraVariantText.Statements(adapter.Variant)}}
                }{{Forward(adapter, forwardNamespace)}}
            }
            """);
        writer.Separate();
    }

    // The runtime has one of its own for methods whose code no option changes.
    private static string Forward(AdapterPlan adapter, string forwardNamespace) => adapter.Forward.Kind == ForwardKind.OfRuntime
        ? ""
        : $"""


                /// <inheritdoc/>
                protected override {Tensor} Adapt({Tensor} x) =>
                    global::{forwardNamespace}.{adapter.Forward.ClassName}.Forward({ForwardSignature.Arguments(adapter.Forward)});
            """;
}
