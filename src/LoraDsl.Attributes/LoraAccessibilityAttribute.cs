using System;

namespace LoraDsl;

/// <summary>
/// How visible the properties of adapted layers are in the classes of this assembly whose attributes do not say so. Without it they are as
/// visible as the layers' fields.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class LoraAccessibilityAttribute : Attribute
{
    /// <summary>A default for the whole assembly.</summary>
    /// <param name="accessibility">How visible the properties are.</param>
    public LoraAccessibilityAttribute(PlaceAccessibility accessibility)
    {
        Accessibility = accessibility;
    }

    /// <summary>How visible the properties are.</summary>
    public PlaceAccessibility Accessibility { get; }
}
