using System;

namespace LoraDsl;

/// <summary>
/// Puts an adapted Linear, or one that is a place of an <see cref="AdaptableAttribute">adaptable</see> class, into a group: the layers of a group read the same input, as query, key and value do, and are run in one
/// pass. The class gets a property of the group's name with <c>forward(x)</c>, whose result has a member for each layer.
/// </summary>
/// <remarks>
/// The attribute adapts nothing. Every layer keeps its own adapter, its own property and its own names in files; a pass of the group
/// has the results and the gradients of a pass of each, and costs less.
/// </remarks>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class LoraGroupAttribute : Attribute
{
    /// <summary>The group that the layer belongs to.</summary>
    /// <param name="name">The group's name, which becomes a property of the class.</param>
    public LoraGroupAttribute(string name)
    {
        Name = name;
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }
}
