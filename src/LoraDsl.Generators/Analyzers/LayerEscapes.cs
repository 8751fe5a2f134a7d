using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Whether a reference to a layer's field hands the layer to code that may run it: a local, an argument, an array.</summary>
internal static class LayerEscapes
{
    // A layer is put into a list to be run from there.
    private static readonly ImmutableHashSet<string> s_collecting =
        ImmutableHashSet.Create("Add", "TryAdd", "AddFirst", "AddLast", "Insert", "Enqueue", "Push", "Append", "Prepend");

    /// <summary>How the layer is handed on, or <see langword="null"/> where the code does not run it.</summary>
    public static RawUse? Of(IFieldReferenceOperation field, ISymbol within, CancellationToken cancellation)
    {
        var (value, isPart) = Whole(field);
        var isConstruction = RawUses.IsConstruction(within, field);
        var mayRun = value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => !isConstruction && MayRun(local, isPart, cancellation),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == value =>
                !isConstruction && MayRun(local, isPart, cancellation),
            ISimpleAssignmentOperation assignment when assignment.Value == value => IsStore(assignment.Target),
            IDeconstructionAssignmentOperation assignment when assignment.Value == value => !isConstruction && isPart,
            IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } } =>
                !isConstruction && MayRun(local, isPart, cancellation),
            // A list of layers is made to go through; one layer that a property shows may be looked at only.
            IReturnOperation { Kind: var kind } => !isConstruction && (isPart || kind == OperationKind.YieldReturn),
            IArgumentOperation argument => isConstruction ? IsAddedToMember(argument) : MayRun(argument, cancellation),
            IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var each } } loop when loop.Collection == value =>
                !isConstruction && RunningUses.MayRun(loop.Body.Syntax, each.Name),
            _ => false,
        };
        return !mayRun ? null
            : isConstruction ? RawUse.Store
            : field.Parent is IConversionOperation { Type: { } type } && ModuleTypes.IsAnyModule(type) ? RawUse.Escape
            : RawUse.EscapeAsLayer;
    }

    // The greatest value that holds the layer: through conversions and choices, and into arrays, tuples, lists and containers.
    private static (IOperation Value, bool IsPart) Whole(IOperation layer)
    {
        var (value, isPart) = (layer, false);
        while (true)
        {
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation:
                case IConditionalOperation choice when choice.Condition != value:
                case ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation:
                    value = value.Parent;
                    break;
                case IArrayInitializerOperation or IArrayCreationOperation or ITupleOperation:
                case { Kind: OperationKind.None, Syntax: CollectionExpressionSyntax or ExpressionElementSyntax }:
                    (value, isPart) = (value.Parent, true);
                    break;
                case IArgumentOperation { Parent: IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation list } } }:
                    (value, isPart) = (list, true);
                    break;
                case IArgumentOperation { Parent: { Type: { } type } made } when ModuleTypes.IsContainer(type) && type.Name != "Sequential" && IsMade(made):
                    (value, isPart) = (made, true);
                    break;
                default:
                    return (value, isPart);
            }
        }
    }

    private static bool IsMade(IOperation operation) =>
        operation is IObjectCreationOperation || operation is IInvocationOperation { TargetMethod.ContainingType: var type } && KnownTypes.IsOfTorchSharp(type);

    private static bool MayRun(ILocalSymbol local, bool isPart, CancellationToken cancellation)
    {
        if (isPart)
        {
            return true;
        }

        var declaration = local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        return declaration?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } code || RunningUses.MayRun(code, local.Name);
    }

    private static bool MayRun(IArgumentOperation argument, CancellationToken cancellation)
    {
        if (argument is not { Parameter: { } parameter, Parent: IInvocationOperation or IObjectCreationOperation }
            || !(ModuleTypes.IsModule(parameter.Type) || parameter.Type is ITypeParameterSymbol || ModuleTypes.HasElement(parameter.Type, ModuleTypes.IsModule)))
        {
            return false;
        }

        // Sequential is reported by itself, and what a lambda does with the layer is seen.
        var method = parameter.ContainingSymbol as IMethodSymbol;
        if (method is null || method.Name is "Sequential" or "append" || method.ContainingType is { Name: "Sequential" })
        {
            return false;
        }

        var lambdas = argument.Parent.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().ToList();
        if (lambdas.Count > 0)
        {
            return lambdas.Exists(static lambda => RunningUses.RunsAny(lambda.Syntax));
        }

        if (method.MethodKind == MethodKind.DelegateInvoke || s_collecting.Contains(method.Name))
        {
            return true;
        }

        // What the helper's code shows; code that is not here may run anything, but for the framework's own.
        return method.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } helper
            ? RunningUses.MayRun(helper, parameter.Name)
            : !KnownTypes.IsOfTorchSharp(method.ContainingType) && !IsOfSystem(method.ContainingType);
    }

    private static bool IsOfSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
        {
            space = outer;
        }

        return space is { Name: "System" };
    }

    // Another field of a layer's type is adapted itself.
    private static bool IsStore(IOperation target) => target is IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation
        && !(target is IFieldReferenceOperation { Field: { IsStatic: false, Type: var type } } && KnownTypes.LayerKindOf(type) is not null);

    private static bool IsAddedToMember(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation { Instance: IFieldReferenceOperation or IPropertyReferenceOperation, TargetMethod.Name: "Add" or "Insert" or "add" or "insert" };
}
