using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Analyzers;

/// <summary>The fields that an operation runs, or hands to a <c>Sequential</c> that will run them.</summary>
internal static class RawUses
{
    public static IEnumerable<(IFieldReferenceOperation Field, RawUse Use)> Of(IOperation operation, ISymbol within) => operation switch
    {
        IInvocationOperation { Instance: { } receiver, TargetMethod: var method } when Runs(method) => Run(receiver, operation, within),
        IMethodReferenceOperation { Instance: { } receiver, Method: var method } when Runs(method) => Run(receiver, operation, within),
        IInvocationOperation { TargetMethod: var method, Arguments: var arguments } when MakesSequence(method) => HandedOn(arguments),
        _ => [],
    };

    /// <summary>The name of the field, without what stands before it.</summary>
    public static SyntaxNode NameOf(SyntaxNode reference) => reference switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => reference,
    };

    private static bool Runs(IMethodSymbol method) => method.Name is "forward" or "call";

    private static bool MakesSequence(IMethodSymbol method) => KnownTypes.IsOfTorchSharp(method.ContainingType)
        && (method.Name == "Sequential" || method.ContainingType.Name == "Sequential");

    // A constructor may run a layer before there is an adapter, to find sizes.
    private static IEnumerable<(IFieldReferenceOperation, RawUse)> Run(IOperation receiver, IOperation call, ISymbol within)
    {
        if (IsConstruction(within, call))
        {
            yield break;
        }

        foreach (var field in Fields(receiver))
        {
            yield return (field, RawUse.Run);
        }
    }

    /// <summary>Whether an operation is done while an instance is constructed, and not later by a lambda.</summary>
    public static bool IsConstruction(ISymbol within, IOperation operation) =>
        within is IMethodSymbol { MethodKind: MethodKind.Constructor } && !IsDeferred(operation);

    private static bool IsDeferred(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    // One of several layers may run: (wide ? a : b).forward(x).
    private static IEnumerable<IFieldReferenceOperation> Fields(IOperation receiver) => AssignedMembers.Unconverted(receiver) switch
    {
        IFieldReferenceOperation field => [field],
        IConditionalAccessInstanceOperation instance when Target(instance) is { } target => Fields(target),
        IConditionalOperation { WhenTrue: var whenTrue, WhenFalse: { } whenFalse } => Fields(whenTrue).Concat(Fields(whenFalse)),
        ICoalesceOperation { Value: var value, WhenNull: var whenNull } => Fields(value).Concat(Fields(whenNull)),
        ISwitchExpressionOperation { Arms: var arms } => arms.SelectMany(static arm => Fields(arm.Value)),
        _ => [],
    };

    // The operand before the '?.' of the instance.
    private static IOperation? Target(IOperation instance)
    {
        for (var (child, parent) = (instance, instance.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return AssignedMembers.Unconverted(access.Operation);
            }
        }

        return null;
    }

    private static IEnumerable<(IFieldReferenceOperation, RawUse)> HandedOn(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.SelectMany(static argument => Elements(argument.Value)).Select(static field => (field, RawUse.HandOn));

    // Looks into arrays and tuples, but not into calls, which return another module.
    private static IEnumerable<IFieldReferenceOperation> Elements(IOperation operation) => operation switch
    {
        IFieldReferenceOperation field => [field],
        IConversionOperation or IArrayCreationOperation or IArrayInitializerOperation or ITupleOperation or { Kind: OperationKind.None } =>
            operation.ChildOperations.SelectMany(Elements),
        _ => [],
    };
}
