using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Pipeline;

/// <summary>A declaration with attributes on itself or on its members.</summary>
/// <param name="Syntax">The declaration.</param>
/// <param name="Outermost">Name of the type that it is nested in, or its own.</param>
/// <param name="Attributes">The attributes' simple names as they are written.</param>
internal sealed record AttributedType(TypeDeclarationSyntax Syntax, string Outermost, ImmutableArray<string> Attributes);
