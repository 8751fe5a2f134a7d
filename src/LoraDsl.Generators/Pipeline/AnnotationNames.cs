using System.Collections.Immutable;

namespace LoraDsl.Generators.Pipeline;

/// <summary>Finds by syntax alone which types may be annotated, so that no others are bound.</summary>
internal static class AnnotationNames
{
    private static readonly ImmutableHashSet<string> s_names =
        ImmutableHashSet.Create(
            "Lora", "LoraAttribute", "DyLora", "DyLoraAttribute", "Lors", "LorsAttribute", "Adaptable", "AdaptableAttribute", "LoraRecipe", "LoraRecipeAttribute",
            "Vera", "VeraAttribute", "LoHa", "LoHaAttribute", "LoKr", "LoKrAttribute", "Ia3", "Ia3Attribute", "TrainWhole", "TrainWholeAttribute");

    // Attributes of classes that do not make their class adaptable.
    private static readonly ImmutableHashSet<string> s_others = s_names
        .Except(["Adaptable", "AdaptableAttribute"])
        .Union(["NoLora", "NoLoraAttribute", "Obsolete", "ObsoleteAttribute", "Serializable", "SerializableAttribute"]);

    /// <summary>Whether an attribute of this simple name can be one that adapts something, if it is no alias.</summary>
    public static bool Contains(string name) => s_names.Contains(name);

    /// <summary>Whether an attribute of this simple name can be the one that makes a class adaptable; it may be an alias.</summary>
    public static bool MayBeAdaptable(string name) => !s_others.Contains(name);
}
