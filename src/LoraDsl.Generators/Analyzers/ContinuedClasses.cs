using System.Collections.Generic;
using System.Runtime.CompilerServices;
using LoraDsl.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>The classes of a compilation that an annotated class derives from, and so may add adapters to.</summary>
internal static class ContinuedClasses
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<ISymbol>> s_continued = new();

    public static bool Contain(INamedTypeSymbol type, Compilation compilation) =>
        s_continued.GetValue(compilation, Read).Contains(type.OriginalDefinition);

    private static HashSet<ISymbol> Read(Compilation compilation)
    {
        var continued = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var type in Types(compilation.Assembly.GlobalNamespace))
        {
            if (type.TypeKind == TypeKind.Class && AnnotationSites.IsAnnotated(type))
            {
                for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
                {
                    continued.Add(ancestor.OriginalDefinition);
                }
            }
        }

        return continued;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (var inner in Types(member))
            {
                yield return inner;
            }
        }
    }
}
