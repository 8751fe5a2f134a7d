using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Pipeline;

/// <summary>Reads what a file declares, without binding anything.</summary>
internal sealed class DeclarationReader
{
    private readonly CancellationToken _cancellation;
    private readonly FingerprintBuilder _surroundings = new();
    private readonly FingerprintBuilder _global = new();
    private readonly HashSet<string> _usings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _globalMentions = new(StringComparer.Ordinal);
    private readonly List<string> _globalAliases = new();
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private readonly ImmutableArray<DeclaredName>.Builder _types = ImmutableArray.CreateBuilder<DeclaredName>();
    private readonly List<(string Name, Fingerprint Path)> _namespaces = new();
    private readonly ImmutableArray<AttributedType>.Builder _attributed = ImmutableArray.CreateBuilder<AttributedType>();
    private readonly CompilationUnitSyntax _root;
    private readonly NullableDirectives _directives;

    private DeclarationReader(CompilationUnitSyntax root, CancellationToken cancellation)
    {
        _root = root;
        _cancellation = cancellation;
        _directives = new NullableDirectives(root);
    }

    public static SourceFile Read(SyntaxTree tree, CancellationToken cancellation)
    {
        // A C# generator gets C# syntax only.
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellation);
        return new DeclarationReader(root, cancellation).Read(tree);
    }

    private SourceFile Read(SyntaxTree tree)
    {
        // File-local types depend on the path, and nullability and the language version can differ between files.
        _surroundings
            .Add(tree.FilePath)
            .Add((int)((CSharpParseOptions)tree.Options).LanguageVersion)
            .Add(SaysThatItIsGenerated() ? 1 : 0);
        AddUsings(_root.Externs, _root.Usings);
        AddUsingsOf(_root.Members);
        var surroundings = _surroundings.ToFingerprint();
        AddTypes(_root.Members, "", surroundings);
        if (_root.Members.Any(SyntaxKind.GlobalStatement))
        {
            _types.Add(new DeclaredName("Program", surroundings, ImmutableArray<string>.Empty));
        }

        return new SourceFile(Declarations(), _attributed.ToImmutable(), _aliases.ToImmutableArray());
    }

    private FileDeclarations Declarations()
    {
        var global = _global.ToFingerprint();
        var whole = new FingerprintBuilder().Add(global).Add(_namespaces.Count).Add(_types.Count);
        foreach (var (_, path) in _namespaces)
        {
            whole.Add(path);
        }

        foreach (var type in _types)
        {
            whole.Add(type.Name).Add(type.Content);
        }

        return new FileDeclarations(
            _types.ToImmutable(),
            _namespaces.ToImmutableArray(),
            global,
            _globalMentions.ToImmutableArray(),
            _globalAliases.ToImmutableArray(),
            whole.ToFingerprint());
    }

    // A comment at the top marks a file as generated, in which nullability is off by default.
    private bool SaysThatItIsGenerated() => _root.GetLeadingTrivia().Any(static trivia =>
        (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
        && trivia.ToString().Contains("<auto"));

    private void AddUsingsOf(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax space)
            {
                AddUsings(space.Externs, space.Usings);
                AddUsingsOf(space.Members);
            }
        }
    }

    private void AddUsings(SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var alias in externs)
        {
            _surroundings.Add(alias.ToString());
        }

        foreach (var directive in usings)
        {
            var isGlobal = directive.GlobalKeyword.RawKind != 0;
            var content = new DeclarationContent(isGlobal ? _global : _surroundings, isGlobal ? _globalMentions : _usings);
            content.Add(directive);
            if (directive.Alias is { Name.Identifier.ValueText: var alias })
            {
                _aliases.Add(alias);
                if (isGlobal)
                {
                    _globalAliases.Add(alias);
                }
            }
        }
    }

    private void AddTypes(SyntaxList<MemberDeclarationSyntax> members, string space, Fingerprint surroundings)
    {
        foreach (var member in members)
        {
            _cancellation.ThrowIfCancellationRequested();
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    AddTypes(inner.Members, AddNamespace(inner.Name, space), surroundings);
                    break;
                case BaseTypeDeclarationSyntax type:
                    AddType(type, type.Identifier.ValueText, space, surroundings);
                    break;
                case DelegateDeclarationSyntax type:
                    AddType(type, type.Identifier.ValueText, space, surroundings);
                    break;
            }
        }
    }

    private string AddNamespace(NameSyntax name, string outer)
    {
        foreach (var part in name.DescendantTokens())
        {
            if (part.IsKind(SyntaxKind.IdentifierToken))
            {
                outer = outer.Length == 0 ? part.ValueText : $"{outer}.{part.ValueText}";
                _namespaces.Add((part.ValueText, new FingerprintBuilder().Add(outer).ToFingerprint()));
            }
        }

        return outer;
    }

    private void AddType(MemberDeclarationSyntax type, string name, string space, Fingerprint surroundings)
    {
        var hash = new FingerprintBuilder().Add(surroundings).Add(space);
        var mentions = new HashSet<string>(_usings, StringComparer.Ordinal);
        new DeclarationContent(hash, mentions, _directives, name, _attributed).Add(type);
        var content = hash.ToFingerprint();
        _types.Add(new DeclaredName(name, content, mentions.ToImmutableArray()));
        if (IsKnownByName(space))
        {
            _global.Add(content);
        }
    }

    // The parser looks up types of these namespaces that the class does not mention.
    private static bool IsKnownByName(string space) => space.Split('.')[0] is "LoraDsl" or "TorchSharp" or "System";
}
