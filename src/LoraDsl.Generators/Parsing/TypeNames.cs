using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>How a type is written in generated source and in the name of its file.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_header = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat s_namespace = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string Header(INamedTypeSymbol type) => type.ToDisplayString(s_header);

    public static string Namespace(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(s_namespace);

    public static string HintName(INamedTypeSymbol type)
    {
        // Type parameters stay in the name, since Net<T> and Net<T, U> are two files; a file name has no angle brackets.
        var name = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        return name.Replace("<", "{").Replace(">", "}").Replace("@", "");
    }
}
