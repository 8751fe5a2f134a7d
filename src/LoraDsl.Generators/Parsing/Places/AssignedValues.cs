using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LoraDsl.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Parsing;

/// <summary>
/// What the initializers and constructors of a class put into its fields and properties. The pipeline hashes them for adaptable classes, so
/// that a change is seen.
/// </summary>
internal sealed class AssignedValues
{
    private readonly Dictionary<string, List<IOperation?>> _values = new(StringComparer.Ordinal);

    private AssignedValues()
    {
    }

    /// <summary>The values of a member, null left out; an entry that is <see langword="null"/> is a value that cannot be read.</summary>
    public IReadOnlyList<IOperation?> this[string member] =>
        _values.TryGetValue(member, out var values) ? values : [];

    public static AssignedValues Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var values = new AssignedValues();
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            if (part.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && compilation.ContainsSyntaxTree(part.SyntaxTree))
            {
                var semantics = compilation.GetSemanticModel(part.SyntaxTree);
                foreach (var member in declaration.Members)
                {
                    cancellation.ThrowIfCancellationRequested();
                    values.Add(member, semantics);
                }
            }
        }

        return values;
    }

    private void Add(MemberDeclarationSyntax member, SemanticModel semantics)
    {
        switch (member)
        {
            case FieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                {
                    Add(variable.Identifier.ValueText, variable.Initializer, semantics);
                }

                break;
            case PropertyDeclarationSyntax property:
                Add(property.Identifier.ValueText, property.Initializer, semantics);
                break;
            case ConstructorDeclarationSyntax constructor when !constructor.Modifiers.Any(SyntaxKind.StaticKeyword):
                foreach (var assignment in ((SyntaxNode?)constructor.Body ?? constructor.ExpressionBody)?.DescendantNodes().OfType<AssignmentExpressionSyntax>() ?? [])
                {
                    Add(assignment, semantics);
                }

                break;
        }
    }

    private void Add(string member, EqualsValueClauseSyntax? initializer, SemanticModel semantics)
    {
        if (initializer is not null)
        {
            Add(member, semantics.GetOperation(initializer.Value));
        }
    }

    private void Add(AssignmentExpressionSyntax assignment, SemanticModel semantics)
    {
        if (semantics.GetOperation(assignment) is IAssignmentOperation { Target: var target, Value: var value })
        {
            foreach (var (member, part) in AssignedMembers.Of(target, value))
            {
                Add(member.Name, part);
            }
        }
    }

    private void Add(string member, IOperation? value)
    {
        var written = value is null ? null : AssignedMembers.Unconverted(value);
        if (written is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
        {
            return;
        }

        if (!_values.TryGetValue(member, out var values))
        {
            _values.Add(member, values = []);
        }

        values.Add(written);
    }
}
