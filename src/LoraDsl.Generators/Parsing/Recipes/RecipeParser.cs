using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Parses a class with <c>[LoraRecipe]</c> to the record that validation and planning use.</summary>
internal static class RecipeParser
{
    /// <summary>The members that every recipe gets.</summary>
    public static readonly ImmutableArray<string> Reserved = ImmutableArray.Create("Attach", ReservedNames.Adapters, "Values");

    public static bool IsRecipe(INamedTypeSymbol type) => AttributeOf(type) is not null;

    public static RecipeClass Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var model = AttributeOf(type) is { ConstructorArguments: { Length: 1 } arguments } ? arguments[0].Value as INamedTypeSymbol : null;
        var adaptable = PlaceTypes.Adaptable(model, compilation.Assembly);
        var reader = new PlaceTreeReader(compilation, cancellation);
        var tree = adaptable is null ? EquatableArray<PlaceNode>.Empty : reader.Read(adaptable);
        return new RecipeClass(
            TypeNames.HintName(type),
            TypeNames.Namespace(type),
            TypeShape.Enclosing(type),
            type.Name,
            TypeNames.Header(type),
            TypeShape.IsPartial(type),
            Refusal(type),
            Reserved.FirstOrDefault(name => type.Name == name || type.GetMembers(name).Any(static member => !GeneratedMembers.Contains(member))),
            model?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "",
            model?.Name ?? "",
            Problem(model, adaptable, reader.Recursive, compilation),
            model is null ? "public" : PropertyAccessibility.Of(model, type),
            adaptable is null ? "" : PlaceTypes.PlacesOf(adaptable),
            tree,
            Entries(type),
            type.GetAttributes()
                .Where(static attribute => KnownTypes.IsTrainWholeAttribute(attribute.AttributeClass))
                .Select(AttributeParser.Layers)
                .ToEquatableArray(),
            TakenInSet(tree, compilation).ToEquatableArray());
    }

    private static AttributeData? AttributeOf(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(static attribute => KnownTypes.IsLoraRecipeAttribute(attribute.AttributeClass));

    private static string? Refusal(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsRecord)
        {
            return "only a class can be a recipe: make it one";
        }

        if (type.Arity > 0)
        {
            return "a recipe is for one model: remove its type parameters";
        }

        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
            {
                return "a file-local class cannot be continued in another file: remove 'file'";
            }
        }

        return null;
    }

    private static string? Problem(INamedTypeSymbol? model, INamedTypeSymbol? adaptable, string? recursive, Compilation compilation)
    {
        if (model is null || model.TypeKind == TypeKind.Error)
        {
            return "write typeof(…) of the model's class";
        }

        if (model.IsUnboundGenericType)
        {
            return "name its type arguments";
        }

        if (recursive is not null)
        {
            return $"'{recursive}' holds itself, and its places have no end: write [NoLora] on the field by which it does";
        }

        return adaptable is not null ? null
            : AnnotationSites.FirstMethod(model) is { } method ? $"{method} adapts it already: write [Adaptable] in its place"
            : SymbolEqualityComparer.Default.Equals(model.ContainingAssembly, compilation.Assembly)
                ? "it is not adaptable: write [Adaptable] on it, or attach to it by LoraModel.Attach"
                : "it has no places. A recipe is for a class with [Adaptable], whose fields hold the layers; what other assemblies declare without it is adapted by LoraModel.Attach";
    }

    private static EquatableArray<RecipeEntry> Entries(INamedTypeSymbol type)
    {
        var entries = ImmutableArray.CreateBuilder<RecipeEntry>();
        var occurrences = new Dictionary<string, int>();
        foreach (var attribute in type.GetAttributes())
        {
            var declaration = AttributeParser.Declaration(attribute);
            if (attribute.AttributeClass is not { } attributeClass || (declaration is null && !KnownTypes.IsNoLoraAttribute(attributeClass)))
            {
                continue;
            }

            occurrences.TryGetValue(attributeClass.Name, out var occurrence);
            occurrences[attributeClass.Name] = occurrence + 1;
            entries.Add(new RecipeEntry(
                occurrence, declaration, declaration?.Layers ?? AttributeParser.Layers(attribute), AttributeParser.Text(attribute)));
        }

        return new EquatableArray<RecipeEntry>(entries.ToImmutable());
    }

    private static IEnumerable<string> TakenInSet(EquatableArray<PlaceNode> tree, Compilation compilation)
    {
        var names = new HashSet<string> { ReservedNames.Adapters };
        for (var owner = compilation.GetTypeByMetadataName(KnownTypes.RecipeAdapterSet); owner is not null; owner = owner.BaseType)
        {
            names.UnionWith(owner.GetMembers().Select(static member => member.Name));
        }

        return tree.Select(static node => node.PropertyName).Where(names.Contains);
    }
}
