using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Pipeline;

/// <summary>The <c>#nullable</c> directives of a file, in order: the only trivia that changes what a declaration means.</summary>
internal sealed class NullableDirectives
{
    private readonly ImmutableArray<(int Position, string Text)> _all;
    private int _passed;

    public NullableDirectives(CompilationUnitSyntax root)
    {
        var all = ImmutableArray.CreateBuilder<(int, string)>();
        if (root.ContainsDirectives)
        {
            foreach (var trivia in root.DescendantTrivia(static node => node.ContainsDirectives))
            {
                if (trivia.IsKind(SyntaxKind.NullableDirectiveTrivia))
                {
                    all.Add((trivia.SpanStart, trivia.ToString()));
                }
            }
        }

        _all = all.ToImmutable();
    }

    /// <summary>Adds the directives before a declaration.</summary>
    public void AddBefore(int position, FingerprintBuilder hash)
    {
        for (_passed = 0; _passed < _all.Length && _all[_passed].Position < position; _passed++)
        {
            hash.Add(_all[_passed].Text);
        }
    }

    /// <summary>Adds the directives between the last position and this one.</summary>
    public void AddUpTo(int position, FingerprintBuilder hash)
    {
        for (; _passed < _all.Length && _all[_passed].Position < position; _passed++)
        {
            hash.Add(_all[_passed].Text);
        }
    }
}
