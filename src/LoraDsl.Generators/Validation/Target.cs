namespace LoraDsl.Generators.Validation;

/// <summary>What a finding is about. The analyzer turns it into a location.</summary>
internal abstract record Target
{
    private Target()
    {
    }

    /// <summary>The name of the annotated class.</summary>
    public sealed record Class : Target;

    /// <summary>The name of a type that the class is nested in.</summary>
    /// <param name="Depth">0 for the outermost.</param>
    public sealed record Enclosing(int Depth) : Target;

    /// <summary>A member of the class.</summary>
    public sealed record Member(string Name) : Target;

    /// <summary>An attribute, or one argument of it.</summary>
    /// <param name="Field">The field that carries it, or <see langword="null"/> for the class itself.</param>
    /// <param name="Kind">Which attribute.</param>
    /// <param name="Argument">The constructor's parameter or the property, or <see langword="null"/> for the whole attribute.</param>
    /// <param name="Element">The element of the argument, or <see langword="null"/> for the whole argument.</param>
    /// <param name="Occurrence">Its number among the attributes of its kind, from 0.</param>
    public sealed record Attribute(string? Field, AttributeKind Kind, string? Argument = null, int? Element = null, int Occurrence = 0) : Target;

    /// <summary>A place in the bodies of the class.</summary>
    /// <param name="Index">Its number among the places that were noted.</param>
    public sealed record Place(int Index) : Target;
}
