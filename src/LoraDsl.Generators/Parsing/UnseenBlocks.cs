using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>
/// Whether a model may hold annotated models elsewhere than in a field or a <c>ModuleList</c> of their type. The runtime joins them; which
/// they are is not seen here.
/// </summary>
internal static class UnseenBlocks
{
    public static bool MayBeIn(INamedTypeSymbol model) => MayBeIn(model, isModel: true, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    private static bool MayBeIn(INamedTypeSymbol type, bool isModel, HashSet<ITypeSymbol> seen)
    {
        if (!seen.Add(type.OriginalDefinition))
        {
            return false;
        }

        for (INamedTypeSymbol? owner = type; owner is not null && !KnownTypes.IsOfTorchSharp(owner); owner = owner.BaseType)
        {
            foreach (var member in owner.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false } field
                    && !(isModel && AdaptedClasses.SelfOrBase(ChildOf(field.Type), type.ContainingAssembly) is not null)
                    && MayHold(field.Type, type.ContainingAssembly, seen))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static INamedTypeSymbol? ChildOf(ITypeSymbol type) =>
        type is INamedTypeSymbol named && KnownTypes.IsModuleList(named) ? named.TypeArguments[0] as INamedTypeSymbol : type as INamedTypeSymbol;

    private static bool MayHold(ITypeSymbol type, IAssemblySymbol compiled, HashSet<ITypeSymbol> seen)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (ModuleTypes.IsModule(constraint))
                {
                    return true;
                }
            }

            return false;
        }

        if (ModuleTypes.IsAnyModule(type) || type is INamedTypeSymbol { Name: "Sequential" } && ModuleTypes.IsContainer(type))
        {
            return true;
        }

        foreach (var element in ModuleTypes.ElementsOf(type))
        {
            if (MayHold(element, compiled, seen))
            {
                return true;
            }
        }

        return type is INamedTypeSymbol named
            && KnownTypes.DerivesFromModule(named)
            && !KnownTypes.IsOfTorchSharp(named)
            && (named.IsAbstract || AdaptedClasses.SelfOrBase(named, compiled) is not null || MayBeIn(named, isModel: false, seen));
    }
}
