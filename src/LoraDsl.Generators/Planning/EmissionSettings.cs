using LoraDsl.Generators.Model;
using LoraDsl.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Planning;

/// <summary>What generated classes need to know of their assembly.</summary>
/// <param name="ForwardNamespace">Where its shared forward passes are.</param>
/// <param name="Accessibility">How visible properties are whose attributes do not say so.</param>
internal sealed record EmissionSettings(string ForwardNamespace, PlaceAccessibility Accessibility)
{
    public static EmissionSettings Of(Compilation compilation)
    {
        var accessibility = PlaceAccessibility.Field;
        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            if (KnownTypes.IsLoraAccessibilityAttribute(attribute.AttributeClass)
                && attribute.ConstructorArguments.Length == 1
                && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Enum, Value: int number }
                && ((PlaceAccessibility)number).IsMember())
            {
                accessibility = (PlaceAccessibility)number;
            }
        }

        return new EmissionSettings(Planning.ForwardNamespace.Of(compilation.AssemblyName), accessibility);
    }
}
