namespace LoraDsl.Generators.Validation;

/// <summary>The attributes.</summary>
internal enum AttributeKind
{
    /// <summary><c>[Lora]</c></summary>
    Lora,

    /// <summary><c>[DyLora]</c></summary>
    DyLora,

    /// <summary><c>[Lors]</c></summary>
    Lors,

    /// <summary><c>[Vera]</c></summary>
    Vera,

    /// <summary><c>[LoHa]</c></summary>
    LoHa,

    /// <summary><c>[LoKr]</c></summary>
    LoKr,

    /// <summary><c>[Ia3]</c></summary>
    Ia3,

    /// <summary><c>[NoLora]</c></summary>
    NoLora,

    /// <summary><c>[TrainWhole]</c></summary>
    TrainWhole,

    /// <summary><c>[LoraGroup]</c></summary>
    LoraGroup,

    /// <summary><c>[Adaptable]</c></summary>
    Adaptable,

    /// <summary><c>[LoraRecipe]</c></summary>
    LoraRecipe,
}
