using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Whether code runs a module that it knows by a name, as far as its syntax shows.</summary>
internal static class RunningUses
{
    /// <summary>Whether the code runs what the name stands for, or hands it on to code that may.</summary>
    public static bool MayRun(SyntaxNode code, string name) =>
        code.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name && MayRun(use));

    /// <summary>Whether the code runs anything.</summary>
    public static bool RunsAny(SyntaxNode code) => code.DescendantNodesAndSelf().Any(static node => node switch
    {
        MemberAccessExpressionSyntax access => IsRun(access.Name),
        MemberBindingExpressionSyntax binding => IsRun(binding.Name),
        _ => false,
    });

    private static bool MayRun(ExpressionSyntax use) => use.Parent switch
    {
        // A member of that name, or a label of an argument.
        MemberAccessExpressionSyntax access when access.Name == use => false,
        MemberAccessExpressionSyntax access => IsRun(access.Name),
        ConditionalAccessExpressionSyntax { WhenNotNull: var then } access when access.Expression == use => RunsAny(then),
        PostfixUnaryExpressionSyntax suppressed => MayRun(suppressed),
        ParenthesizedExpressionSyntax parenthesized => MayRun(parenthesized),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax or ConstantPatternSyntax } => false,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } => false,
        AssignmentExpressionSyntax assignment when assignment.Left == use => false,
        NameColonSyntax => false,

        // What is made of it is most often a record of it.
        ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax } => false,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => false,
        _ => true,
    };

    private static bool IsRun(SimpleNameSyntax name) => name.Identifier.ValueText is "forward" or "call";
}
