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
                    : base("{{adapter.Field}}", layer{{AdapterText.Arguments(adapter.Settings)}}{{InitializationText.Arguments(adapter.Initialization)}})
                {
                }

                /// <inheritdoc/>
                protected override {{Tensor}} Adapt({{Tensor}} x) =>
                    global::{{forwardNamespace}}.{{adapter.Forward.ClassName}}.Forward({{ForwardSignature.Arguments(adapter.Forward)}});
            }
            """);
        writer.Separate();
    }
}
