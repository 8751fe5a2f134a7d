using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Pipeline;

/// <summary>
/// What was last parsed from the files of a project, for the new tree that every edit makes of a file: one inside a body leaves
/// the classes as they were. It lives as long as the project's options, which edits of source do not touch.
/// </summary>
internal static class EarlierClasses
{
    private static readonly ConditionalWeakTable<CompilationOptions, ConcurrentDictionary<string, Entry>> s_projects = new();

    public static ParsedClasses? Find(Compilation compilation, SyntaxTree tree, SourceFile file) =>
        // Files without a path cannot be told apart.
        tree.FilePath.Length > 0
        && s_projects.GetOrCreateValue(compilation.Options).TryGetValue(tree.FilePath, out var entry)
        && entry.Declarations == file.Declarations.Whole
            ? entry.Classes
            : null;

    public static void Keep(Compilation compilation, SyntaxTree tree, SourceFile file, ParsedClasses classes) =>
        s_projects.GetOrCreateValue(compilation.Options)[tree.FilePath] = new Entry(file.Declarations.Whole, classes);

    private sealed record Entry(Fingerprint Declarations, ParsedClasses Classes);
}
