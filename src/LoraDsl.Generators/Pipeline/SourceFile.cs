using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Pipeline;

/// <summary>What is known of a file without its project. It is read once and lives as long as its syntax tree.</summary>
internal sealed class SourceFile
{
    private static readonly ConditionalWeakTable<SyntaxTree, SourceFile> s_files = new();

    private readonly ImmutableArray<AttributedType> _types;
    private readonly ImmutableArray<string> _aliases;
    private readonly bool _isAnnotated;
    private ParsedClasses? _parsed;

    public SourceFile(FileDeclarations declarations, ImmutableArray<AttributedType> types, ImmutableArray<string> aliases)
    {
        Declarations = declarations;
        _types = types;
        _aliases = aliases;
        foreach (var type in types)
        {
            _isAnnotated |= MayBeAnnotated(type, ImmutableArray<string>.Empty);
        }
    }

    public FileDeclarations Declarations { get; }

    /// <summary>The classes that were last parsed from the file; written whole, so that threads may share it.</summary>
    public ParsedClasses? Parsed
    {
        get => Volatile.Read(ref _parsed);
        set => Volatile.Write(ref _parsed, value);
    }

    public static SourceFile Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (s_files.TryGetValue(tree, out var known))
        {
            return known;
        }

        var file = DeclarationReader.Read(tree, cancellation);
        return s_files.GetValue(tree, _ => file);
    }

    /// <summary>Whether no declaration in the file can be annotated.</summary>
    public bool IsPlain => _types.IsEmpty;

    /// <summary>The declarations that may be annotated, by the names of their attributes.</summary>
    public ImmutableArray<AttributedType> Candidates(ImmutableArray<string> globalAliases)
    {
        if (!_isAnnotated && globalAliases.IsEmpty)
        {
            return ImmutableArray<AttributedType>.Empty;
        }

        return _types.RemoveAll(type => !MayBeAnnotated(type, globalAliases));
    }

    private bool MayBeAnnotated(AttributedType type, ImmutableArray<string> globalAliases)
    {
        foreach (var name in type.Attributes)
        {
            if (AnnotationNames.Contains(name) || IsAlias(_aliases, name) || IsAlias(globalAliases, name))
            {
                return true;
            }
        }

        return false;
    }

    // [X] may also mean an alias XAttribute.
    private static bool IsAlias(ImmutableArray<string> aliases, string name) =>
        !aliases.IsEmpty && (aliases.Contains(name) || aliases.Contains(name + "Attribute"));
}
