using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reads the steps that rules need from the operations of one routine.</summary>
internal sealed class RoutineReader
{
    private readonly INamedTypeSymbol _type;
    private readonly Places _places;
    private readonly List<Step> _steps = [];
    private readonly List<LayerSizes> _sizes = [];
    private readonly List<LayerContent> _contents = [];
    private readonly List<string> _makes = [];

    private RoutineReader(INamedTypeSymbol type, Places places)
    {
        _type = type;
        _places = places;
    }

    private bool HandsModelOn { get; set; }

    /// <summary>Reads a routine.</summary>
    /// <param name="method">The routine.</param>
    /// <param name="blocks">Its operations.</param>
    /// <param name="places">Where its places are noted.</param>
    public static RoutineContent Read(
        IMethodSymbol method, ImmutableArray<IOperation> blocks, Places places)
    {
        var reader = new RoutineReader(method.ContainingType, places);
        string? chainedTo = null;
        var isConstructor = method.MethodKind == MethodKind.Constructor;
        foreach (var block in blocks.OrderBy(static block => block.Syntax is ConstructorInitializerSyntax ? 0 : 1))
        {
            if (isConstructor && ChainedTo(block, method) is { } chained)
            {
                chainedTo = KeyOf(chained);
            }

            reader.Visit(block, new Flow(IsSure: true, IsRepeated: false, IsDeferred: false));
        }

        var place = places.Note(method.Locations.FirstOrDefault() ?? Location.None);
        var hasBody = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ConstructorDeclarationSyntax;
        return new RoutineContent(
            new Routine(KeyOf(method), isConstructor, chainedTo, hasBody, place, reader._steps, reader._makes),
            reader._sizes,
            reader._contents,
            reader.HandsModelOn);
    }

    /// <summary>Names a routine among those of its class.</summary>
    public static string KeyOf(IMethodSymbol method) =>
        method.OriginalDefinition.GetDocumentationCommentId() ?? method.OriginalDefinition.ToDisplayString();

    private static IMethodSymbol? ChainedTo(IOperation block, IMethodSymbol constructor) =>
        block.Syntax is ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax
        && block.DescendantsAndSelf().OfType<IInvocationOperation>().FirstOrDefault()?.TargetMethod is { } target
        && SymbolEqualityComparer.Default.Equals(target.ContainingType.OriginalDefinition, constructor.ContainingType.OriginalDefinition)
            ? target
            : null;

    private void Visit(IOperation operation, Flow flow)
    {
        var inner = flow.Into(operation);
        foreach (var child in operation.ChildOperations)
        {
            Visit(child, inner);
        }

        if (LayerContentReader.Makes(operation))
        {
            _makes.Add(operation.Type!.Name);
        }

        switch (operation)
        {
            case IReturnOperation { Kind: OperationKind.Return, IsImplicit: false } when !flow.IsDeferred:
                Add(StepKind.Return, "", operation, flow);
                break;
            case IInvocationOperation { TargetMethod.MethodKind: not MethodKind.Constructor } invocation:
                Note(invocation, flow);
                break;
            case IInvalidOperation { Syntax: InvocationExpressionSyntax invocation }:
                NoteNamed(invocation.Expression.ToString(), operation, flow);
                break;
            case IMethodReferenceOperation reference when IsOwn(reference.Method):
                Add(StepKind.Call, KeyOf(reference.Method), reference, flow with { IsSure = false });
                break;
            case IPropertyReferenceOperation { Property: var property } reference when IsOwn(property):
                foreach (var accessor in new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>())
                {
                    Add(StepKind.Call, KeyOf(accessor), reference, flow with { IsSure = false });
                }

                break;
            case IAssignmentOperation { Value: var value, Target: var target }:
                foreach (var (field, part) in AssignedMembers.Of(target, value))
                {
                    Assign(field, part, operation, flow);
                }

                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Value: var target }:
                foreach (var (field, _) in AssignedMembers.Of(target, null))
                {
                    Assign(field, null, operation, flow);
                }

                break;
            case IArgumentOperation { Value: var value } when AssignedMembers.Unconverted(value) is IInstanceReferenceOperation:
                HandsModelOn = true;
                break;
        }
    }

    private void Note(IInvocationOperation invocation, Flow flow)
    {
        // What is added to a container of the class: layers.Add(Linear(…)).
        if (invocation.Instance is { } container && !flow.IsDeferred)
        {
            foreach (var (member, _) in AssignedMembers.Of(AssignedMembers.Unconverted(container), null))
            {
                foreach (var argument in invocation.Arguments)
                {
                    AddContents(member, argument.Value);
                }
            }
        }

        if (!NoteNamed(invocation.TargetMethod.Name, invocation, flow) && IsOwn(invocation.TargetMethod))
        {
            Add(StepKind.Call, KeyOf(invocation.TargetMethod), invocation, flow);
        }
    }

    private bool NoteNamed(string method, IOperation operation, Flow flow)
    {
        switch (method)
        {
            case "AttachLora" or "this.AttachLora":
                Add(StepKind.Attach, "", operation, flow);
                return true;
            case "register_module" or "add_module" when operation is IInvocationOperation { Arguments: var arguments }:
                Add(StepKind.Register, "", operation, flow);
                foreach (var content in arguments.SelectMany(argument => LayerContentReader.Read("", argument.Value, static _ => null)))
                {
                    if (content.IsWhole && LayerContentReader.IsNew(arguments))
                    {
                        _contents.Add(content with { Place = _places.Note(operation.Syntax.GetLocation()) });
                    }
                }

                return true;
            case "RegisterComponents" or "this.RegisterComponents" or "register_module" or "add_module":
                Add(StepKind.Register, "", operation, flow);
                return true;
            default:
                return false;
        }
    }

    private void Assign(ISymbol member, IOperation? value, IOperation operation, Flow flow)
    {
        if (!IsOwn(member))
        {
            return;
        }

        // Deferred code is not part of the constructor's order, and assigning null replaces no layer.
        var isNull = value is not null && AssignedMembers.Unconverted(value) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;
        if (!flow.IsDeferred && !isNull)
        {
            Add(StepKind.Assign, member.Name, operation, flow);
        }

        if (!isNull)
        {
            _sizes.Add(SizeReader.Read(member.Name, value));
            if (value is not null)
            {
                AddContents(member, value);
            }
        }
    }

    private void AddContents(ISymbol member, IOperation value)
    {
        if (IsOwn(member))
        {
            _contents.AddRange(LayerContentReader.Read(member.Name, value, method => IsOwn(method) ? KeyOf(method) : null));
        }
    }

    private void Add(StepKind kind, string name, IOperation operation, Flow flow) => _steps.Add(new Step(
        kind,
        name,
        _places.Note(operation.Syntax.GetLocation()),
        flow.IsSure && !flow.IsDeferred,
        flow.IsRepeated,
        operation.Syntax.Parent is ExpressionStatementSyntax { Parent: BlockSyntax }));

    private bool IsOwn(ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType?.OriginalDefinition, _type.OriginalDefinition);

    private readonly record struct Flow(bool IsSure, bool IsRepeated, bool IsDeferred)
    {
        public Flow Into(IOperation operation) => operation switch
        {
            ILoopOperation => this with { IsSure = false, IsRepeated = true },
            IAnonymousFunctionOperation or ILocalFunctionOperation => this with { IsSure = false, IsDeferred = true },
            IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ITryOperation or IConditionalAccessOperation
                or ICoalesceOperation or ICoalesceAssignmentOperation
                or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr }
                => this with { IsSure = false },
            _ => this,
        };
    }
}
