using System.Collections.Immutable;

namespace LoraDsl.Generators.Pipeline;

/// <summary>What a file declares. Plain data: it may outlive the syntax that it was read from.</summary>
/// <param name="Types">Its types, in order.</param>
/// <param name="Namespaces">The namespaces that it opens: the last part of the name, and the hash of all of it.</param>
/// <param name="Global">What matters to every file: global usings, and types in namespaces that the parser knows by name.</param>
/// <param name="GlobalMentions">The identifiers in global usings.</param>
/// <param name="GlobalAliases">The names that global usings define.</param>
/// <param name="Whole">All of it.</param>
internal sealed record FileDeclarations(
    ImmutableArray<DeclaredName> Types,
    ImmutableArray<(string Name, Fingerprint Path)> Namespaces,
    Fingerprint Global,
    ImmutableArray<string> GlobalMentions,
    ImmutableArray<string> GlobalAliases,
    Fingerprint Whole);
