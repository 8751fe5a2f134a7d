using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>The scaling s in a forward pass.</summary>
internal static class ScalingText
{
    /// <summary>The expression, empty for a scaling of 1: nothing is multiplied by it.</summary>
    public static string Of(ForwardConfiguration forward) => forward switch
    {
        // It is in B already.
        { Kind: ForwardKind.AdaLora } => "",
        { Scaling: null } => "scaling",
        { Scaling: 1 } => "",
        { Scaling: { } value } => Literals.Of(value),
    };

    /// <summary>The expression where an argument has to stand.</summary>
    public static string Argument(ForwardConfiguration forward) => Of(forward) is { Length: > 0 } scaling ? scaling : "1";

    /// <summary>The line that scales x·Aᵀ, which is the smallest tensor of the pass, with the line's end before it.</summary>
    public static string Line(ForwardConfiguration forward) =>
        Of(forward) is { Length: > 0 } scaling ? $"\nh.mul_({scaling});" : "";
}
