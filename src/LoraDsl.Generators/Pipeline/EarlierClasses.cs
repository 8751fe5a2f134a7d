using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Pipeline;

/// <summary>
/// The classes that were last parsed from the files of a project. An edit makes a new tree of a file, and an edit of a body does not
/// change the classes. The table lives as long as the project's options, which edits of source do not change.
/// </summary>
internal static class EarlierClasses
{
    private static readonly ConditionalWeakTable<CompilationOptions, ConcurrentDictionary<string, Entry>> s_projects = new();

    public static ParsedClasses? Find(Compilation compilation, SyntaxTree tree, SourceFile file) =>
        // Files without a path cannot be identified.
        tree.FilePath.Length > 0
        && s_projects.GetOrCreateValue(compilation.Options).TryGetValue(tree.FilePath, out var entry)
        && entry.Declarations == file.Declarations.Whole
            ? entry.Classes
            : null;

    public static void Keep(Compilation compilation, SyntaxTree tree, SourceFile file, ParsedClasses classes) =>
        s_projects.GetOrCreateValue(compilation.Options)[tree.FilePath] = new Entry(file.Declarations.Whole, classes);

    private sealed record Entry(Fingerprint Declarations, ParsedClasses Classes);
}
