namespace LoraDsl.Generators.Model;

/// <summary>A type that the annotated class is nested in.</summary>
/// <param name="Keyword">How it is declared: <c>class</c>, <c>struct</c>, <c>record</c>, …</param>
/// <param name="Name">Its name with its type parameters.</param>
/// <param name="IsPartial">Whether each of its declarations is partial.</param>
internal sealed record EnclosingType(string Keyword, string Name, bool IsPartial);
