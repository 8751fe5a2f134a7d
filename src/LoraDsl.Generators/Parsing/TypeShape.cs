using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Parsing;

/// <summary>Whether and how a type can be continued in another file.</summary>
internal static class TypeShape
{
    public static EquatableArray<EnclosingType> Enclosing(INamedTypeSymbol type)
    {
        var result = ImmutableArray.CreateBuilder<EnclosingType>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            result.Insert(0, new EnclosingType(Keyword(outer), TypeNames.Header(outer), IsPartial(outer)));
        }

        return new EquatableArray<EnclosingType>(result.ToImmutable());
    }

    public static bool IsPartial(INamedTypeSymbol type) => FirstNotPartial(type) is null;

    /// <summary>The first declaration that is not partial.</summary>
    public static TypeDeclarationSyntax? FirstNotPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax())
            .OfType<TypeDeclarationSyntax>()
            .FirstOrDefault(declaration => !declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>Why nothing can be generated for a type of this form, or <see langword="null"/> when it can.</summary>
    public static string? Refusal(INamedTypeSymbol type)
    {
        if (type.IsRecord)
        {
            return "a record cannot derive from torch.nn.Module: make it a class";
        }

        if (type.TypeKind != TypeKind.Class)
        {
            return "only a class can be a model: make it a class";
        }

        if (type.IsStatic)
        {
            return "a static class has no layers: remove 'static'";
        }

        if (ReservedNames.FirstOfType(type) is { } name)
        {
            return name == type.Name
                ? $"the generated code needs a member '{name}', and no member has the name of its class: rename the class"
                : $"the generated code needs a member '{name}', and no member has the name of a type parameter: rename the parameter";
        }

        if (LanguageVersionOf(type) is { } version && version < LanguageVersion.CSharp12)
        {
            return $"generated code is C# 12, and the project is compiled as C# {version.ToDisplayString()}: write <LangVersion>12</LangVersion> or later in it";
        }

        if (DerivesFromSequential(type))
        {
            return "a Sequential runs its layers itself, without their adapters: derive from Module<Tensor, Tensor> and call the layers in forward";
        }

        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
            {
                return "a file-local class cannot be continued in another file: remove 'file'";
            }
        }

        return AdaptedClasses.BaseOf(type, type.ContainingAssembly) is { } ancestor && KnownTypes.CompiledAdapters(ancestor) is { IsSealed: true }
            ? $"its base class '{ancestor.Name}' was compiled with a LoraDsl whose adapters cannot be continued: compile it anew"
            : null;
    }

    private static LanguageVersion? LanguageVersionOf(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options is CSharpParseOptions options ? options.LanguageVersion : null;

    private static bool DerivesFromSequential(INamedTypeSymbol type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.Name == "Sequential" && ModuleTypes.IsContainer(ancestor))
            {
                return true;
            }
        }

        return false;
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        _ => "class",
    };
}
