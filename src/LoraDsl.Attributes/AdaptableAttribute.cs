using System;

namespace LoraDsl;

/// <summary>
/// Says where a model can be adapted, and nothing about how: each of its Linear, Embedding, Conv1d and Conv2d layers is a place, in a
/// field, in a <c>ModuleList</c>, <c>ModuleDict</c>, array or <c>List</c>, in a <c>Sequential</c> that the class writes out, or in a
/// child that is adaptable itself. What adapts it is a <see cref="LoraRecipeAttribute">recipe</see> or a configuration of the run.
/// </summary>
/// <remarks>
/// Each layer in a field gets a property by which it is called, <c>Query.forward(x)</c> for <c>query</c>. A place without an adapter runs
/// its layer.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AdaptableAttribute : Attribute
{
    /// <summary>The only fields that are places, by name, <c>nameof(query)</c>, or by the name's beginning, <c>"attention*"</c>.</summary>
    public string[]? Targets { get; set; }

    /// <summary>Fields that are no places, named as in <see cref="Targets"/>.</summary>
    public string[]? Exclude { get; set; }

    /// <summary>How visible the properties by which layers are called are. Default <see cref="PlaceAccessibility.Field"/>.</summary>
    public PlaceAccessibility Accessibility { get; set; }
}
