using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>Which attribute a declaration was.</summary>
internal static class AttributeKinds
{
    public static AttributeKind Of(AdapterDeclaration declaration) => declaration switch
    {
        LoraDeclaration => AttributeKind.Lora,
        DyLoraDeclaration => AttributeKind.DyLora,
        _ => AttributeKind.Lors,
    };

    /// <summary>The layers that the attribute adapts, for a message.</summary>
    public static string LayersOf(AttributeKind kind, string conjunction) =>
        kind == AttributeKind.Lors ? $"Linear {conjunction} Conv2d" : $"Linear, Embedding {conjunction} Conv2d";
}
