using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes.Fixes;

/// <summary>Changes of a type's declaration.</summary>
internal static class DeclarationFixes
{
    /// <summary>Adds the modifier where C# requires it, directly before <c>class</c>, <c>struct</c>, <c>interface</c> or <c>record</c>.</summary>
    public static IReadOnlyCollection<TextChange> MakePartial(FixSite site) => site.Enclosing<TypeDeclarationSyntax>() is { } type
        ? [new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial ")]
        : [];
}
