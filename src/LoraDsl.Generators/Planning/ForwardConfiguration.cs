using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>All that changes the code of a forward pass. Adapters with equal configurations share that code.</summary>
/// <param name="Layer">The kind of layer.</param>
/// <param name="Kind">Which computation it is.</param>
/// <param name="Scaling">The scaling s when it is a constant, <see langword="null"/> when it is known at run time only.</param>
/// <param name="Dropout">The dropout probability when it is a constant, <see langword="null"/> when it is known at run time only.</param>
/// <param name="Dora">Whether magnitudes rescale the outputs.</param>
internal sealed record ForwardConfiguration(LayerKind Layer, ForwardKind Kind, double? Scaling, double? Dropout, bool Dora = false)
{
    /// <summary>Whether it works on a prefix of the ranks.</summary>
    public bool IsPrefix => Kind is ForwardKind.DyLora or ForwardKind.DyLoraFrozen;

    /// <summary>Whether it works on a masked weight.</summary>
    public bool IsMasked => Kind is ForwardKind.Lors or ForwardKind.LorsExact;

    /// <summary>The name of the class that holds the code: equal for equal configurations only.</summary>
    public string ClassName
    {
        get
        {
            var name = Layer + Method;
            if (!IsPrefix)
            {
                name += Scaling switch
                {
                    null => "_RuntimeScale",
                    1 => "",
                    { } scaling => "_Scale" + Digits(scaling),
                };
            }

            return name + Dropout switch
            {
                null => "_RuntimeDropout",
                0 => "",
                { } dropout => "_Dropout" + Digits(dropout),
            };
        }
    }

    private string Method => !Dora ? Kind.ToString() : Kind == ForwardKind.Lora ? "Dora" : $"{Kind}Dora";

    // The shortest text that parses to the same number, so that two numbers never share a name.
    private static string Digits(double value) =>
        value.ToString("R", CultureInfo.InvariantCulture).Replace('.', '_').Replace("E-", "em").Replace("E+", "e");
}
