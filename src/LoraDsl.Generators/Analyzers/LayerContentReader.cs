using System;
using System.Collections.Generic;
using System.Linq;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reads which layers a value holds that a member gets.</summary>
internal static class LayerContentReader
{
    /// <summary>The layers in the value, and the routines of the class that make it.</summary>
    /// <param name="member">The member.</param>
    /// <param name="value">The value.</param>
    /// <param name="routine">Names a routine of the class; <see langword="null"/> for any other.</param>
    public static IEnumerable<LayerContent> Read(string member, IOperation value, Func<IMethodSymbol, string?> routine)
    {
        var whole = AssignedMembers.Unconverted(value);
        foreach (var operation in Parts(whole))
        {
            if (IsLayer(operation))
            {
                yield return new LayerContent(member, operation.Type!.Name, operation == whole);
            }
            else if (operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function })
            {
                foreach (var made in OfLocalFunction(function, operation))
                {
                    yield return new LayerContent(member, made, IsWhole: false);
                }
            }
            else if (operation is IInvocationOperation { TargetMethod: var method } && routine(method) is { } key)
            {
                yield return new LayerContent(member, "", IsWhole: false, key);
            }
        }
    }

    /// <summary>Whether one of the arguments makes a layer that nothing else holds.</summary>
    public static bool IsNew(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Any(static argument => Makes(AssignedMembers.Unconverted(argument.Value)));

    /// <summary>Whether the operation makes a layer.</summary>
    public static bool Makes(IOperation operation) => operation is IInvocationOperation && IsLayer(operation);

    private static IEnumerable<string> OfLocalFunction(IMethodSymbol function, IOperation call)
    {
        var root = call;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants().OfType<ILocalFunctionOperation>()
            .Where(candidate => SymbolEqualityComparer.Default.Equals(candidate.Symbol, function.OriginalDefinition))
            .SelectMany(static candidate => candidate.Descendants())
            .Where(Makes)
            .Select(static layer => layer.Type!.Name);
    }

    // A field's layer is adapted where the field is: LORA109 looks after those that are handed on.
    private static bool IsLayer(IOperation operation) =>
        operation is IInvocationOperation or ILocalReferenceOperation or IParameterReferenceOperation
        && operation.Type is { } type
        && ModuleTypes.IsLayer(type);

    // What the user's own module is given is for its class to adapt.
    private static IEnumerable<IOperation> Parts(IOperation operation) => IsLayer(operation) || IsOwnModule(operation)
        ? [operation]
        : operation.ChildOperations.SelectMany(Parts).Prepend(operation);

    private static bool IsOwnModule(IOperation operation) => operation is IObjectCreationOperation { Type: INamedTypeSymbol type }
        && KnownTypes.DerivesFromModule(type)
        && !KnownTypes.IsOfTorchSharp(type);
}
