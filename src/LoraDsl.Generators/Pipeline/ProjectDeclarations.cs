using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Pipeline;

/// <summary>What all files of a compilation declare. Plain data: it keeps no compilation alive.</summary>
internal sealed class ProjectDeclarations
{
    private static readonly ConditionalWeakTable<Compilation, ProjectDeclarations> s_projects = new();

    private readonly ImmutableArray<FileDeclarations> _files;
    private NameTable? _names;
    private Changes? _changes;

    private ProjectDeclarations(Compilation compilation, ImmutableArray<FileDeclarations> files)
    {
        _files = files;
        var environment = new FingerprintBuilder();
        var whole = new FingerprintBuilder();
        var aliases = ImmutableArray<string>.Empty;
        var none = new FingerprintBuilder().ToFingerprint();
        CompilationEnvironment.AddTo(environment, compilation);
        foreach (var file in files)
        {
            whole.Add(file.Whole);
            if (file.Global != none)
            {
                environment.Add(file.Global);
            }

            aliases = file.GlobalAliases.IsEmpty ? aliases : aliases.AddRange(file.GlobalAliases);
        }

        GlobalAliases = aliases;
        Environment = environment.ToFingerprint();
        Whole = whole.Add(Environment).ToFingerprint();
    }

    /// <summary>What matters to every class: the references, the options, global usings.</summary>
    public Fingerprint Environment { get; }

    /// <summary>The environment and every declaration.</summary>
    public Fingerprint Whole { get; }

    public ImmutableArray<string> GlobalAliases { get; }

    public NameTable Names => _names ??= new NameTable(_files);

    public static ProjectDeclarations Of(Compilation compilation, CancellationToken cancellation)
    {
        if (s_projects.TryGetValue(compilation, out var known))
        {
            return known;
        }

        var files = ImmutableArray.CreateBuilder<FileDeclarations>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(SourceFile.Of(tree, cancellation).Declarations);
        }

        var project = new ProjectDeclarations(compilation, files.ToImmutable());
        return s_projects.GetValue(compilation, _ => project);
    }

    /// <summary>The names whose declarations differ from another state's, absent ones included.</summary>
    public IReadOnlyList<string> ChangesSince(ProjectDeclarations other)
    {
        if (Volatile.Read(ref _changes) is { } known && known.Since == other.Whole)
        {
            return known.Names;
        }

        var names = Names.Differences(other.Names);
        Volatile.Write(ref _changes, new Changes(other.Whole, names));
        return names;
    }

    private sealed record Changes(Fingerprint Since, List<string> Names);
}
