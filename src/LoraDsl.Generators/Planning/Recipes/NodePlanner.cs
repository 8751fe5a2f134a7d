using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Emission;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Validation;

namespace LoraDsl.Generators.Planning;

/// <summary>Plans the typed set of a recipe: the model's shape, without the parts in which nothing is adapted.</summary>
internal sealed class NodePlanner
{
    private const string Suffix = "Adapters";

    private static readonly string[] s_ofObject =
        ["Adapters", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private readonly RecipeClass _recipe;
    private readonly RecipeMatches _matches;
    private readonly IReadOnlyList<RecipeEntry> _entries;

    public NodePlanner(RecipeClass recipe, RecipeMatches matches, IReadOnlyList<RecipeEntry> entries)
    {
        _recipe = recipe;
        _matches = matches;
        _entries = entries;
    }

    public EquatableArray<NodePlan> Plan() =>
        Plan(_recipe.Tree, ImmutableArray<PlaceNode>.Empty, ImmutableArray<ElementVariable>.Empty, [.. s_ofObject, .. _recipe.TakenInSet]);

    private EquatableArray<NodePlan> Plan(
        EquatableArray<PlaceNode> tree, ImmutableArray<PlaceNode> above, ImmutableArray<ElementVariable> elements, IEnumerable<string> taken)
    {
        var names = new HashSet<string>(taken, StringComparer.Ordinal);
        var plans = ImmutableArray.CreateBuilder<NodePlan>();
        foreach (var node in tree)
        {
            if (Leaves(above.Add(node)).Any(HasAdapter))
            {
                plans.Add(Plan(node, above.Add(node), elements, names));
            }
        }

        return new EquatableArray<NodePlan>(plans.ToImmutable());
    }

    private NodePlan Plan(PlaceNode node, ImmutableArray<PlaceNode> way, ImmutableArray<ElementVariable> elements, HashSet<string> names)
    {
        var property = Unique(node.PropertyName, names);
        var type = node.IsLayer ? "" : Unique(node.PropertyName + Suffix, names);
        var variable = node.Form switch
        {
            PlaceForm.List => new ElementVariable("int", $"{Camel(node.PropertyName)}Index"),
            PlaceForm.Dictionary => new ElementVariable("string", $"{Camel(node.PropertyName)}Key"),
            _ => null,
        };
        var inner = variable is null ? elements : elements.Add(variable);
        var leaves = Leaves(way).ToList();
        var asked = Asked(leaves);
        var cases = node.IsLayer ? Cases(leaves[0], inner) : EquatableArray<CasePlan>.Empty;
        return new NodePlan(
            node.Name,
            property,
            node.PropertyName,
            node.Form,
            node.IsOptional,
            node.IsLayer ? AdapterType(cases) : type,
            node.Places,
            variable is not null && asked.Contains(elements.Length) ? variable.Name : "",
            elements.Where((_, level) => asked.Contains(level)).ToEquatableArray(),
            cases,
            variable is null ? EquatableArray<RequiredElement>.Empty : Required(leaves, elements.Length),
            node.IsLayer ? EquatableArray<NodePlan>.Empty : Plan(node.Children, way, inner, [.. s_ofObject, type]));
    }

    // The layers below a node.
    private IEnumerable<PlaceLeaf> Leaves(ImmutableArray<PlaceNode> way) => _matches.Leaves.Where(leaf =>
        leaf.Nodes.Length >= way.Length && Enumerable.Range(0, way.Length).All(i => ReferenceEquals(leaf.Nodes[i], way[i])));

    private bool HasAdapter(PlaceLeaf leaf) => _matches.ByLeaf[leaf].Any(static match => match.Entry.Declaration is not null);

    private HashSet<int> Asked(IEnumerable<PlaceLeaf> leaves) => [.. leaves
        .SelectMany(leaf => _matches.ByLeaf[leaf])
        .SelectMany(static match => match.Ways.Concat(match.Except))
        .SelectMany(static way => way)
        .Select(static condition => condition.Level)];

    private EquatableArray<CasePlan> Cases(PlaceLeaf leaf, ImmutableArray<ElementVariable> elements) => _matches.ByLeaf[leaf]
        .Select(match => new CasePlan(Condition(match, elements), match.Entry.Declaration is null ? null : IndexOf(match.Entry)))
        .ToEquatableArray();

    private int IndexOf(RecipeEntry entry)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (ReferenceEquals(_entries[i], entry))
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(entry));
    }

    private string AdapterType(EquatableArray<CasePlan> cases)
    {
        var types = cases.Where(static adapted => adapted.Entry is not null).Select(adapted => EntryPlanner.AdapterTypeOf(_entries[adapted.Entry!.Value])).Distinct().ToList();
        return types.Count == 1 ? types[0] : "global::LoraDsl.Adapters.LayerAdapter";
    }

    private static string Condition(RecipeMatch match, ImmutableArray<ElementVariable> elements)
    {
        var positive = match.Ways.Any(static way => way.IsEmpty) ? "" : AnyOf(match.Ways, elements);
        var negative = match.Except.IsEmpty ? "" : $"!({AnyOf(match.Except, elements)})";
        return positive.Length == 0 || negative.Length == 0
            ? positive + negative
            : $"{(match.Ways.Length > 1 ? $"({positive})" : positive)} && {negative}";
    }

    private static string AnyOf(ImmutableArray<ImmutableArray<IndexCondition>> ways, ImmutableArray<ElementVariable> elements) =>
        string.Join(" || ", ways.Select(way => string.Join(" && ", way.Select(condition => $"{elements[condition.Level].Name} == {Literal(condition.Element, elements[condition.Level])}"))));

    private static string Literal(string element, ElementVariable variable) => variable.Type == "int" ? element : Literals.Of(element);

    // An element that stands in a list within a list is looked for by the model's own indices, and is not required of every one.
    private EquatableArray<RequiredElement> Required(IEnumerable<PlaceLeaf> leaves, int level)
    {
        var required = new List<RequiredElement>();
        foreach (var match in leaves.SelectMany(leaf => _matches.ByLeaf[leaf]))
        {
            foreach (var way in match.Ways)
            {
                if (level == 0 && way.Length > 0 && way[0].Level == level && !required.Exists(known => known.Element == way[0].Element))
                {
                    required.Add(new RequiredElement(way[0].Element, match.Pattern.Text));
                }
            }
        }

        return required.ToEquatableArray();
    }

    private static string Unique(string stem, HashSet<string> names)
    {
        var name = stem;
        for (var i = 1; !names.Add(name); i++)
        {
            name = i == 1 ? stem + "Lora" : FormattableString.Invariant($"{stem}Lora{i}");
        }

        return name;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
