namespace LoraDsl.Generators.Model;

/// <summary>The methods whose factors are not LoRA's A and B, by the names of their attributes.</summary>
internal enum VariantMethod
{
    /// <summary><c>[Vera]</c></summary>
    Vera,

    /// <summary><c>[LoHa]</c></summary>
    LoHa,

    /// <summary><c>[LoKr]</c></summary>
    LoKr,

    /// <summary><c>[Ia3]</c></summary>
    Ia3,
}
