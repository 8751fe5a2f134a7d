namespace LoraDsl.Generators.Planning;

/// <summary>One adapter as it is to be generated.</summary>
/// <param name="Field">The layer's field, and the name under which TorchSharp knows it.</param>
/// <param name="Identifier">The field as it is written in source.</param>
/// <param name="IsNullable">Whether the field's type is annotated as nullable.</param>
/// <param name="PropertyName">Name of the adapter's property.</param>
/// <param name="TypeName">Name of the adapter's class.</param>
/// <param name="Shortcut">How visible the property on the model is.</param>
/// <param name="Settings">What the adapter's constructor is told.</param>
/// <param name="Initialization">How the factors are initialized, or <see langword="null"/> for the default.</param>
/// <param name="Forward">The code that it runs.</param>
/// <param name="Variant">The variants of LoRA that it follows.</param>
/// <param name="Source">Where its configuration comes from.</param>
internal sealed record AdapterPlan(
    string Field,
    string Identifier,
    bool IsNullable,
    string PropertyName,
    string TypeName,
    ShortcutVisibility Shortcut,
    AdapterSettings Settings,
    InitializationPlan? Initialization,
    ForwardConfiguration Forward,
    LoraVariantPlan Variant,
    AdapterSource Source);
