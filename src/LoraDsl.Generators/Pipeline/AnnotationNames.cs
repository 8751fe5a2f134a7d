using System.Collections.Immutable;

namespace LoraDsl.Generators.Pipeline;

/// <summary>Finds by syntax alone which types may be annotated, so that no others are bound.</summary>
internal static class AnnotationNames
{
    private static readonly ImmutableHashSet<string> s_names =
        ImmutableHashSet.Create("Lora", "LoraAttribute", "DyLora", "DyLoraAttribute", "Lors", "LorsAttribute");

    /// <summary>Whether an attribute of this simple name can be one that adapts something, if it is no alias.</summary>
    public static bool Contains(string name) => s_names.Contains(name);
}
