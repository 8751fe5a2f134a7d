using System;

namespace LoraDsl;

/// <summary>
/// Leaves a layer as it is although its class is adapted, or is no place although its class is adaptable. On a recipe, leaves the
/// places as they are that its <see cref="Targets"/> name.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class NoLoraAttribute : Attribute
{
    /// <summary>On a recipe: the paths of the places that it is about.</summary>
    public string[]? Targets { get; set; }

    /// <summary>On a recipe: paths of places that it is not about.</summary>
    public string[]? Exclude { get; set; }
}
