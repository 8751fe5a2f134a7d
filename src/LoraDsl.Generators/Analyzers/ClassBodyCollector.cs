using System;
using System.Collections.Generic;
using System.Linq;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Gathers what the bodies of one class do, member by member, in any order and concurrently.</summary>
internal sealed class ClassBodyCollector
{
    private readonly INamedTypeSymbol _type;
    private readonly Places _places;
    private readonly List<Routine> _routines = [];
    private readonly List<LayerSizes> _sizes = [];
    private readonly List<LayerContent> _contents = [];
    private readonly HashSet<string> _initialized = new(StringComparer.Ordinal);
    private bool _mayRegisterElsewhere;

    public ClassBodyCollector(INamedTypeSymbol type, Places places)
    {
        _type = type;
        _places = places;
        _mayRegisterElsewhere = type.BaseType is { } parent && !KnownTypes.IsOfTorchSharp(parent);
    }

    public void Add(OperationBlockAnalysisContext context)
    {
        if (!SymbolEqualityComparer.Default.Equals(context.OwningSymbol.ContainingType, _type))
        {
            return;
        }

        switch (context.OwningSymbol)
        {
            case IMethodSymbol { MethodKind: not MethodKind.StaticConstructor } method:
                Add(RoutineReader.Read(method, context.OperationBlocks, _places));
                break;
            case IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false }:
                AddInitializer(context.OwningSymbol.Name, context.OperationBlocks.FirstOrDefault());
                break;
        }
    }

    public ClassBody ToBody()
    {
        lock (_routines)
        {
            return new ClassBody(
                [.. _routines.OrderBy(static routine => routine.Key, StringComparer.Ordinal)],
                _initialized,
                [.. _sizes],
                [.. _contents],
                _mayRegisterElsewhere);
        }
    }

    private void Add(RoutineContent read)
    {
        lock (_routines)
        {
            _routines.Add(read.Routine);
            _sizes.AddRange(read.Sizes);
            _contents.AddRange(read.Contents);
            _mayRegisterElsewhere |= read.HandsModelOn;
        }
    }

    private void AddInitializer(string member, IOperation? block)
    {
        if (block is not ISymbolInitializerOperation { Value: var value }
            || AssignedMembers.Unconverted(value) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
        {
            return;
        }

        lock (_routines)
        {
            _initialized.Add(member);
            _sizes.Add(SizeReader.Read(member, value));
            _contents.AddRange(LayerContentReader.Read(
                member,
                value,
                method => SymbolEqualityComparer.Default.Equals(method.ContainingType, _type) ? RoutineReader.KeyOf(method) : null));
        }
    }
}
