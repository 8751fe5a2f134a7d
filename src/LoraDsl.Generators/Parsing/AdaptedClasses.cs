using System.Globalization;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>
/// Which classes get adapters, and by which names their adapters are found. What is generated for a class of the assembly that is
/// being compiled cannot be seen yet; that of another assembly can.
/// </summary>
internal static class AdaptedClasses
{
    /// <summary>The nearest base class that brings adapters, or <see langword="null"/>.</summary>
    public static INamedTypeSymbol? BaseOf(INamedTypeSymbol type, IAssemblySymbol compiled) => SelfOrBase(type.BaseType, compiled);

    /// <summary>The class itself or its nearest base class that has adapters, or <see langword="null"/>.</summary>
    public static INamedTypeSymbol? SelfOrBase(INamedTypeSymbol? type, IAssemblySymbol compiled)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (HasAdapters(type.OriginalDefinition, compiled))
            {
                return type;
            }
        }

        return null;
    }

    public static BaseAdapters? ParseBase(INamedTypeSymbol type) => BaseOf(type, type.ContainingAssembly) is { } ancestor
        ? new BaseAdapters(
            ClassParser.KeyOf(ancestor),
            ancestor.Name,
            SetType(ancestor),
            SetProperty(ancestor, type.ContainingAssembly),
            PropertyAccessibility.Encloses(ancestor, type))
        : null;

    /// <summary>Full name of a class's set of adapters.</summary>
    public static string SetType(INamedTypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + ReservedNames.Adapters;

    /// <summary>
    /// The property that holds a class's set. TorchSharp refuses modules in whose hierarchy two properties have one name, so only
    /// the first adapted class of a hierarchy calls it <c>Lora</c>; below, it has the class's name in it.
    /// </summary>
    public static string SetProperty(INamedTypeSymbol type, IAssemblySymbol compiled)
    {
        if (BaseOf(type, compiled) is not { } ancestor)
        {
            return ReservedNames.Lora;
        }

        var namesakes = 1;
        for (; BaseOf(ancestor, compiled) is { } next; ancestor = next)
        {
            namesakes += ancestor.Name == type.Name ? 1 : 0;
        }

        return type.Name + ReservedNames.Lora + (namesakes == 1 ? "" : namesakes.ToString(CultureInfo.InvariantCulture));
    }

    public static bool IsIn(INamedTypeSymbol type, IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly);

    private static bool HasAdapters(INamedTypeSymbol type, IAssemblySymbol compiled) => IsIn(type, compiled)
        ? AnnotationSites.IsAnnotated(type)
            && KnownTypes.DerivesFromModule(type)
            && TypeShape.Refusal(type) is null
            && ReservedNames.FirstTaken(type) is null
        : KnownTypes.CompiledAdapters(type) is not null;
}
