using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Pipeline;

/// <summary>The parts of a compilation that are not files: name, options and references.</summary>
internal static class CompilationEnvironment
{
    private static readonly ConditionalWeakTable<object, Number> s_numbers = new();
    private static int s_last;

    public static void AddTo(FingerprintBuilder hash, Compilation compilation)
    {
        hash.Add(compilation.AssemblyName ?? "").Add(NumberOf(compilation.Options));
        foreach (var reference in compilation.ExternalReferences)
        {
            // A project reference is a new object after each edit of that project. Most edits do not change its declarations.
            if (reference is CompilationReference { Compilation: CSharpCompilation project })
            {
                hash.Add(ProjectDeclarations.Of(project, CancellationToken.None).Whole);
                foreach (var alias in reference.Properties.Aliases)
                {
                    hash.Add(alias);
                }
            }
            else
            {
                hash.Add(NumberOf(reference));
            }
        }
    }

    // Options and references are immutable, so each object gets a number. The table does not keep the objects alive.
    private static int NumberOf(object value) => s_numbers.GetValue(value, static _ => new Number(Interlocked.Increment(ref s_last))).Value;

    private sealed class Number(int value)
    {
        public int Value { get; } = value;
    }
}
