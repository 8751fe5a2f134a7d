using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Pipeline;

/// <summary>
/// Adds a declaration to a hash, leaving out bodies, and notes the identifiers and attributes in it. What initializers and constructors
/// assign belongs to the declaration of an adaptable class.
/// </summary>
internal sealed class DeclarationContent
{
    private const int Skipped = -1;

    private readonly FingerprintBuilder _hash;
    private readonly HashSet<string> _mentions;
    private readonly NullableDirectives? _directives;
    private readonly string _outermost;
    private readonly ImmutableArray<AttributedType>.Builder? _attributed;
    private bool _isAdaptable;
    private bool _isInConstruction;

    public DeclarationContent(
        FingerprintBuilder hash,
        HashSet<string> mentions,
        NullableDirectives? directives = null,
        string outermost = "",
        ImmutableArray<AttributedType>.Builder? attributed = null)
    {
        _hash = hash;
        _mentions = mentions;
        _directives = directives;
        _outermost = outermost;
        _attributed = attributed;
    }

    public void Add(SyntaxNode declaration)
    {
        _directives?.AddBefore(declaration.SpanStart, _hash);
        Add(declaration, attributes: null, isMentioned: true);
    }

    private void Add(SyntaxNode node, List<string>? attributes, bool isMentioned)
    {
        if (node is TypeDeclarationSyntax type)
        {
            var own = new List<string>();
            var outer = _isAdaptable;
            _isAdaptable = MayBeAdaptable(type);
            AddChildren(node, own, isMentioned: true);
            _isAdaptable = outer;
            if (own.Count > 0)
            {
                _attributed?.Add(new AttributedType(type, _outermost, own.ToImmutableArray()));
            }

            return;
        }

        if (node is AttributeSyntax attribute && SimpleName(attribute.Name) is { } name)
        {
            attributes?.Add(name);
            _mentions.Add(name + "Attribute");
        }

        AddChildren(node, attributes, isMentioned);
    }

    private void AddChildren(SyntaxNode node, List<string>? attributes, bool isMentioned)
    {
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is not { } inner)
            {
                Add(child.AsToken(), isMentioned);
            }
            else if (!_isInConstruction && _isAdaptable && IsAssigned(inner))
            {
                _isInConstruction = true;
                Add(inner, attributes, isMentioned: true);
                _isInConstruction = false;
            }
            else if (!_isInConstruction && IsBody(inner))
            {
                // The keyword 'field' in an accessor declares the field behind the property.
                _hash.Add(Skipped).Add(IsPropertys(inner) && inner.ToString().IndexOf("field", StringComparison.Ordinal) >= 0 ? 1 : 0);
            }
            else
            {
                Add(inner, attributes, isMentioned && !(IsSignature(inner) && !(_isAdaptable && node is ConstructorDeclarationSyntax)));
            }
        }
    }

    private void Add(SyntaxToken token, bool isMentioned)
    {
        _directives?.AddUpTo(token.SpanStart, _hash);
        _hash.Add(token.RawKind);
        if (token.IsKind(SyntaxKind.IdentifierToken))
        {
            _hash.Add(token.Text);
            if (isMentioned)
            {
                _mentions.Add(token.ValueText);
            }
        }
        else if (!SyntaxFacts.IsKeywordKind(token.Kind()) && !SyntaxFacts.IsPunctuation(token.Kind()))
        {
            _hash.Add(token.Text);
        }
    }

    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        EqualsValueClauseSyntax { Parent.Parent.Parent: EventFieldDeclarationSyntax } => true,
        _ => false,
    };

    // What puts values into fields and auto-properties.
    private static bool IsAssigned(SyntaxNode body) => body switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax => body.Parent is ConstructorDeclarationSyntax,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax } => true,
        _ => false,
    };

    // Another part of the class may have the attribute.
    private static bool MayBeAdaptable(TypeDeclarationSyntax type)
    {
        if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return false;
        }

        foreach (var list in type.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (SimpleName(attribute.Name) is not { } name || AnnotationNames.MayBeAdaptable(name))
                {
                    return true;
                }
            }
        }

        return type.AttributeLists.Count == 0;
    }

    private static bool IsPropertys(SyntaxNode body) => body.Parent is AccessorDeclarationSyntax or PropertyDeclarationSyntax;

    // A method contributes only its name and attributes; the types of its signature do not matter.
    private static bool IsSignature(SyntaxNode node) => node switch
    {
        ParameterListSyntax => node.Parent is not TypeDeclarationSyntax,
        TypeSyntax => node.Parent is MethodDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax,
        _ => false,
    };

    private static string? SimpleName(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };
}
