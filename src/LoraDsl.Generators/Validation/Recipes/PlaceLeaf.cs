using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>A layer of a model with the way to it; all elements of a list count as one.</summary>
/// <param name="Nodes">The places on the way, the layer last.</param>
/// <param name="Steps">The names and elements on the way.</param>
internal sealed record PlaceLeaf(ImmutableArray<PlaceNode> Nodes, ImmutableArray<PathStep> Steps)
{
    private const string BackingField = ">k__BackingField";

    public PlaceNode Layer => Nodes[Nodes.Length - 1];

    /// <summary>The path, with <c>*</c> for elements.</summary>
    public string Path => string.Join(".", Steps.Select(static step => step.Text));

    /// <summary>Whether there may be any number of such layers.</summary>
    public bool IsMany => Steps.Any(static step => step.Name is null);

    /// <summary>Whether there may be none.</summary>
    public bool MayBeMissing => IsMany || Nodes.Any(static node => node.IsOptional);

    /// <summary>The layers of a tree, in its order.</summary>
    public static IReadOnlyList<PlaceLeaf> Of(EquatableArray<PlaceNode> tree)
    {
        var leaves = new List<PlaceLeaf>();
        Add(tree, ImmutableArray<PlaceNode>.Empty, ImmutableArray<PathStep>.Empty, leaves);
        return leaves;
    }

    /// <summary>The name of a place as users write it: a property's for the field behind it.</summary>
    public static string Written(string name) => name.StartsWith("<", StringComparison.Ordinal) && name.EndsWith(BackingField, StringComparison.Ordinal)
        ? name.Substring(1, name.Length - 1 - BackingField.Length)
        : name;

    private static void Add(
        EquatableArray<PlaceNode> tree, ImmutableArray<PlaceNode> nodes, ImmutableArray<PathStep> steps, List<PlaceLeaf> leaves)
    {
        foreach (var node in tree)
        {
            var way = steps.Add(new PathStep(Written(node.Name), node.PropertyName, PlaceForm.One, -1));
            if (node.Form != PlaceForm.One)
            {
                way = way.Add(new PathStep(null, "", node.Form, way.Count(static step => step.Name is null)));
            }

            if (node.IsLayer)
            {
                leaves.Add(new PlaceLeaf(nodes.Add(node), way));
            }
            else
            {
                Add(node.Children, nodes.Add(node), way, leaves);
            }
        }
    }
}
