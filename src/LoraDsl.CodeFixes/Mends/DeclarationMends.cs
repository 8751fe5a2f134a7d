using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes.Mends;

/// <summary>Changes of a type's declaration.</summary>
internal static class DeclarationMends
{
    /// <summary>Adds the word where C# wants it: right before <c>class</c>, <c>struct</c>, <c>interface</c> or <c>record</c>.</summary>
    public static IReadOnlyCollection<TextChange> MakePartial(MendSite site) => site.Enclosing<TypeDeclarationSyntax>() is { } type
        ? [new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial ")]
        : [];
}
