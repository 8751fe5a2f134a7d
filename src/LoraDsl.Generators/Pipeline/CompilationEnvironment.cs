using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Pipeline;

/// <summary>What a compilation is besides its files.</summary>
internal static class CompilationEnvironment
{
    private static readonly ConditionalWeakTable<object, Number> s_numbers = new();
    private static int s_last;

    public static void AddTo(FingerprintBuilder hash, Compilation compilation)
    {
        hash.Add(compilation.AssemblyName ?? "").Add(NumberOf(compilation.Options));
        foreach (var reference in compilation.ExternalReferences)
        {
            // A project that is referenced as source is a new object at each of its edits, of which most do not show outside.
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

    // Both are immutable: the same object is the same thing. The number is kept beside it, so that it is not kept alive.
    private static int NumberOf(object value) => s_numbers.GetValue(value, static _ => new Number(Interlocked.Increment(ref s_last))).Value;

    private sealed class Number(int value)
    {
        public int Value { get; } = value;
    }
}
