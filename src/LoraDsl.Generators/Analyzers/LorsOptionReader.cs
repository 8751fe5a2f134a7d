using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reads arguments of <c>[Lors]</c> that only <c>[Lora]</c> or <c>[DyLora]</c> has.</summary>
internal static class LorsOptionReader
{
    public static void AddForeign(
        ImmutableArray<AttributeData> attributes, string? owner, Compilation compilation, ImmutableArray<(string? Owner, string Option)>.Builder found)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is not { } lors
                || !KnownTypes.IsLorsAttribute(lors)
                || attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments })
            {
                continue;
            }

            foreach (var argument in arguments)
            {
                var name = (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText;
                if (name is not null
                    && !Has(lors, name)
                    && (Has(compilation.GetTypeByMetadataName(KnownTypes.LoraAttribute), name)
                        || Has(compilation.GetTypeByMetadataName(KnownTypes.DyLoraAttribute), name)))
                {
                    found.Add((owner, name));
                }
            }
        }
    }

    private static bool Has(INamedTypeSymbol? attribute, string option) => attribute is not null
        && (attribute.GetMembers(option).Any(static member => member is IPropertySymbol)
            || attribute.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Name == option)));
}
