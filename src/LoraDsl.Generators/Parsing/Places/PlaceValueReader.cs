using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using LoraDsl.Generators.Analyzers;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Parsing;

/// <summary>Reads what a field holds whose type does not say it, from the values that it is given.</summary>
internal sealed class PlaceValueReader
{
    private const string Declare = "declare it as the layer's class";

    private readonly IAssemblySymbol _compiled;
    private readonly Dictionary<string, INamedTypeSymbol> _children;

    /// <summary>Reads for a class.</summary>
    /// <param name="compiled">The assembly that is being compiled.</param>
    /// <param name="children">Takes in the classes of children among the items, by the full name of their places.</param>
    public PlaceValueReader(IAssemblySymbol compiled, Dictionary<string, INamedTypeSymbol> children)
    {
        _compiled = compiled;
        _children = children;
    }

    /// <summary>The content that all values agree on, or why there is none; neither where they hold nothing to adapt.</summary>
    public (PlaceContent? Content, string? Reason) Read(string name, IReadOnlyList<IOperation?> values)
    {
        if (values.Count == 0)
        {
            return (null, $"no initializer and no constructor assigns it: assign it there, or {Declare}");
        }

        (PlaceContent? Content, string? Reason)? common = null;
        foreach (var value in values)
        {
            var read = Read(name, value);
            if (common is { } first && first != read)
            {
                return (null, $"it is given different modules: {Declare}, or write one field for each");
            }

            common = read;
        }

        return common!.Value;
    }

    private (PlaceContent? Content, string? Reason) Read(string name, IOperation? value)
    {
        if (value?.Type is not { } type)
        {
            return (null, $"its value cannot be read: {Declare}");
        }

        if (PlaceTypes.LayerOf(type) is { } kind)
        {
            var size = SizeReader.Read(name, value);
            if (PlaceReach.HasGroups(size))
            {
                return (null, PlaceReach.Groups);
            }

            return (PlaceContent.Layer(kind, type, size is { In: { } columns, Out: { } rows } ? (columns, rows) : null), null);
        }

        if (PlaceTypes.Adaptable(type, _compiled) is { } child)
        {
            return (PlaceContent.Model(child, type), null);
        }

        if (PlaceContainers.IsSequential(type))
        {
            return ReadSequential(value);
        }

        return (null, KnownTypes.IsTensorModule(type)
            ? $"its value's type does not show what it is: {Declare}"
            : PlaceReach.Problem(type, _compiled));
    }

    private (PlaceContent? Content, string? Reason) ReadSequential(IOperation value)
    {
        if (Elements(value) is not { } elements)
        {
            return (null, "the items of its Sequential cannot be read: write them out in the call of Sequential");
        }

        var names = PlaceNames.OfItems();
        var items = ImmutableArray.CreateBuilder<PlaceMember>();
        for (var i = 0; i < elements.Count; i++)
        {
            var (itemName, item) = (elements[i].Name ?? i.ToString(CultureInfo.InvariantCulture), elements[i].Value);
            var (content, reason) = Read(itemName, item);
            if (reason is not null)
            {
                return (null, $"'{itemName}' in its Sequential: {reason}");
            }

            if (content is not null)
            {
                if (content.Child is { } child)
                {
                    _children[PlaceTypes.PlacesOf(child)] = child;
                }

                items.Add(new PlaceMember(
                    itemName, itemName, itemName, content.Items.Count > 0 ? names.ForSequential(itemName) : names.ForTree(itemName), "", "public", content.Kind, content.Form, false, content.TypeName,
                    false, content.In, content.Out, content.Child is null ? "" : PlaceTypes.PlacesOf(content.Child), content.Items));
            }
        }

        return items.Count == 0 ? (null, null) : (PlaceContent.Sequential(new EquatableArray<PlaceMember>(items.ToImmutable())), null);
    }

    private static List<(string? Name, IOperation Value)>? Elements(IOperation value)
    {
        if (value is not IInvocationOperation { TargetMethod: { Name: "Sequential" } factory, Arguments: var arguments }
            || !KnownTypes.IsOfTorchSharp(factory.ContainingType))
        {
            return null;
        }

        var result = new List<(string? Name, IOperation Value)>();
        foreach (var argument in arguments)
        {
            IEnumerable<IOperation>? written = AssignedMembers.Unconverted(argument.Value) switch
            {
                IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
                ITupleOperation tuple => [tuple],
                { Type: { } type } single when KnownTypes.IsModule(type) => [single],
                _ => null,
            };
            if (written is null)
            {
                return null;
            }

            foreach (var element in written.Select(AssignedMembers.Unconverted))
            {
                if (element is ITupleOperation { Elements: { Length: 2 } pair })
                {
                    if (pair[0].ConstantValue is not { HasValue: true, Value: string name })
                    {
                        return null;
                    }

                    result.Add((name, AssignedMembers.Unconverted(pair[1])));
                }
                else
                {
                    result.Add((null, element));
                }
            }
        }

        return result;
    }
}
