using System;
using System.ComponentModel;

namespace LoraDsl;

/// <summary>
/// Describes a place of an <see cref="AdaptableAttribute">adaptable</see> class to compilers that see its assembly only. Written by
/// the generator.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PlaceAttribute : Attribute
{
    /// <summary>A place.</summary>
    /// <param name="name">The name under which the model registers it.</param>
    /// <param name="kind">What stands there.</param>
    public PlaceAttribute(string name, PlaceKind kind)
    {
        Name = name;
        Kind = kind;
    }

    /// <summary>The name under which the model registers it.</summary>
    public string Name { get; }

    /// <summary>What stands there.</summary>
    public PlaceKind Kind { get; }

    /// <summary>How many modules stand there.</summary>
    public PlaceForm Form { get; set; }

    /// <summary>Whether there may be none.</summary>
    public bool Optional { get; set; }

    /// <summary>Columns of the layer's weight as a matrix; 0 when they are no constant.</summary>
    public long In { get; set; }

    /// <summary>Rows of the layer's weight as a matrix; 0 when they are no constant.</summary>
    public long Out { get; set; }
}
