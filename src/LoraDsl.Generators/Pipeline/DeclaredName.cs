using System.Collections.Immutable;

namespace LoraDsl.Generators.Pipeline;

/// <summary>One declaration of a top-level type, without what is invisible from outside.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Content">What is declared: no bodies, no comments, but the directives and usings that they are read under.</param>
/// <param name="Mentions">The identifiers through which the content of other types can matter to it.</param>
internal sealed record DeclaredName(string Name, Fingerprint Content, ImmutableArray<string> Mentions);
