using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>Which attribute a declaration was.</summary>
internal static class AttributeKinds
{
    public static AttributeKind Of(AdapterDeclaration declaration) => declaration switch
    {
        LoraDeclaration => AttributeKind.Lora,
        DyLoraDeclaration => AttributeKind.DyLora,
        VariantDeclaration variant => Of(variant.Method),
        _ => AttributeKind.Lors,
    };

    /// <summary>The layers that the attribute adapts, for a message.</summary>
    public static string LayersOf(AttributeKind kind, string conjunction) => kind switch
    {
        AttributeKind.Vera => "Linear",
        AttributeKind.Lors or AttributeKind.LoHa or AttributeKind.LoKr or AttributeKind.Ia3 => $"Linear {conjunction} Conv2d",
        _ => $"Linear, Embedding {conjunction} Conv2d",
    };

    /// <summary>The attribute of a method.</summary>
    public static AttributeKind Of(VariantMethod method) => method switch
    {
        VariantMethod.Vera => AttributeKind.Vera,
        VariantMethod.LoHa => AttributeKind.LoHa,
        VariantMethod.LoKr => AttributeKind.LoKr,
        _ => AttributeKind.Ia3,
    };
}
