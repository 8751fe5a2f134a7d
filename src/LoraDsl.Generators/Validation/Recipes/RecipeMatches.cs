using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>Which entries of a recipe its model's places follow. Validation and planning read it.</summary>
internal sealed class RecipeMatches
{
    private readonly Dictionary<RecipeEntry, ImmutableArray<PathPattern>> _targets = [];
    private readonly Dictionary<RecipeEntry, ImmutableArray<PathPattern>> _exclude = [];

    private RecipeMatches(RecipeClass recipe)
    {
        Leaves = PlaceLeaf.Of(recipe.Tree);
        foreach (var entry in recipe.Entries)
        {
            _targets[entry] = entry.Layers.Targets is { } targets ? Parse(targets) : ImmutableArray.Create(PathPattern.Everything);
            _exclude[entry] = Parse((entry.Layers.Exclude ?? EquatableArray<string>.Empty).Concat(Whole(recipe)).ToEquatableArray());
        }

        ByLeaf = Leaves.ToDictionary(static leaf => leaf, leaf => Match(leaf, recipe));
    }

    /// <summary>The model's layers.</summary>
    public IReadOnlyList<PlaceLeaf> Leaves { get; }

    /// <summary>What each layer follows, the most precise first; nothing after one that applies to all elements.</summary>
    public IReadOnlyDictionary<PlaceLeaf, ImmutableArray<RecipeMatch>> ByLeaf { get; }

    /// <summary>The entries that name one place with the same precision, each with the place.</summary>
    public List<(RecipeMatch First, RecipeMatch Second, PlaceLeaf Leaf)> Ties { get; } = [];

    public static RecipeMatches Of(RecipeClass recipe) => new(recipe);

    /// <summary>Whether any layer fits a pattern.</summary>
    public bool Reaches(PathPattern pattern) => Leaves.Any(leaf => pattern.Fit(leaf).Count > 0);

    /// <summary>The layers that follow an entry, all of their elements or some.</summary>
    public IEnumerable<PlaceLeaf> Following(RecipeEntry entry) =>
        Leaves.Where(leaf => ByLeaf[leaf].Any(match => ReferenceEquals(match.Entry, entry)));

    // Nothing is adapted in what is trained whole.
    private static IEnumerable<string> Whole(RecipeClass recipe) => recipe.Whole
        .SelectMany(static whole => whole.Targets ?? EquatableArray<string>.Empty)
        .SelectMany(static path => new[] { path, path + ".**" });

    private static ImmutableArray<PathPattern> Parse(EquatableArray<string> texts) =>
        texts.Select(PathPattern.Parse).OfType<PathPattern>().ToImmutableArray();

    private ImmutableArray<RecipeMatch> Match(PlaceLeaf leaf, RecipeClass recipe)
    {
        var matches = new List<RecipeMatch>();
        foreach (var entry in recipe.Entries)
        {
            if (IsPassedBy(leaf, entry))
            {
                continue;
            }

            RecipeMatch? best = null;
            foreach (var pattern in _targets[entry])
            {
                var ways = pattern.Fit(leaf);
                if (ways.Count > 0 && (best is null || pattern.ComparePrecision(best.Pattern) > 0))
                {
                    best = new RecipeMatch(entry, pattern, ways.ToImmutableArray(), _exclude[entry].SelectMany(exclude => exclude.Fit(leaf)).ToImmutableArray());
                }
            }

            if (best is not null)
            {
                matches.Add(best);
            }
        }

        // A stable sort: entries of one precision stay in the order in which they are written.
        var sorted = matches.OrderByDescending(static match => match.Pattern, Comparer<PathPattern>.Create(static (left, right) => left.ComparePrecision(right))).ToList();
        AddTies(sorted, leaf);
        var all = sorted.FindIndex(static match => match.IsUnconditional);
        return (all < 0 ? sorted : sorted.Take(all + 1)).ToImmutableArray();
    }

    /// <summary>Whether a method has no adapter for a kind of layer: LoRS has none for what is no Linear and no Conv2d.</summary>
    public static bool PassesBy(AdapterDeclaration? declaration, PlaceKind kind) => declaration switch
    {
        LorsDeclaration => kind is not (PlaceKind.Linear or PlaceKind.Conv2d),
        VariantDeclaration variant => kind != PlaceKind.Linear && !(kind == PlaceKind.Conv2d && variant.Adapts(LayerKind.Conv2d)),
        _ => false,
    };

    private bool IsPassedBy(PlaceLeaf leaf, RecipeEntry entry) =>
        _exclude[entry].Any(pattern => pattern.Fit(leaf).Any(static way => way.IsEmpty))
        || PassesBy(entry.Declaration, leaf.Layer.Kind);

    private void AddTies(List<RecipeMatch> sorted, PlaceLeaf leaf)
    {
        for (var i = 0; i < sorted.Count; i++)
        {
            for (var j = i + 1; j < sorted.Count && sorted[i].Pattern.ComparePrecision(sorted[j].Pattern) == 0; j++)
            {
                if (!sorted[i].Excludes(sorted[j]))
                {
                    Ties.Add((sorted[i], sorted[j], leaf));
                }
            }

            if (sorted[i].IsUnconditional)
            {
                return;
            }
        }
    }
}
