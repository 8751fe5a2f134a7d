using System.ComponentModel;
using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>What the generated trees of places and recipes have in common.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class PlaceTrees
{
    /// <summary>The trees of the models in a list.</summary>
    /// <typeparam name="TModel">The models' class.</typeparam>
    /// <typeparam name="TTree">The class of their places.</typeparam>
    /// <param name="models">The models.</param>
    /// <param name="tree">The tree of one.</param>
    public static IReadOnlyList<TTree> List<TModel, TTree>(IList<TModel> models, Func<TModel, TTree> tree)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(tree);
        var trees = new TTree[models.Count];
        for (var index = 0; index < trees.Length; index++)
            trees[index] = tree(models[index]);
        return trees;
    }

    /// <summary>The trees of the models in a dictionary.</summary>
    /// <typeparam name="TModel">The models' class.</typeparam>
    /// <typeparam name="TTree">The class of their places.</typeparam>
    /// <param name="models">The models.</param>
    /// <param name="tree">The tree of one.</param>
    public static IReadOnlyDictionary<string, TTree> Dictionary<TModel, TTree>(ModuleDict<TModel> models, Func<TModel, TTree> tree)
        where TModel : nn.Module
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(tree);
        var trees = new Dictionary<string, TTree>(models.Count, StringComparer.Ordinal);
        foreach (var (key, model) in models)
            trees.Add(key, tree(model));
        return trees;
    }

    /// <summary>An item of a Sequential.</summary>
    /// <typeparam name="TItem">Its class.</typeparam>
    /// <param name="items">The Sequential.</param>
    /// <param name="name">The item's name.</param>
    /// <exception cref="InvalidOperationException">It has no such item.</exception>
    public static TItem Item<TItem>(nn.Module items, string name)
        where TItem : nn.Module
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var (itemName, item) in items.named_children())
        {
            if (itemName == name)
            {
                return item as TItem
                    ?? throw new InvalidOperationException($"The item '{name}' of {ModuleName.Of(items)} is a {item.GetType().Name}, where the class was compiled with a {typeof(TItem).Name}.");
            }
        }

        throw new InvalidOperationException($"{ModuleName.Of(items)} has no item '{name}', with which the class was compiled.");
    }

    /// <summary>What a recipe makes of each element of a list.</summary>
    /// <typeparam name="TPlace">The elements' places.</typeparam>
    /// <typeparam name="TAdapters">What is made of one.</typeparam>
    /// <param name="places">The places.</param>
    /// <param name="attach">Makes it of an element and its index.</param>
    public static IReadOnlyList<TAdapters> Attach<TPlace, TAdapters>(IReadOnlyList<TPlace> places, Func<TPlace, int, TAdapters> attach)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(attach);
        var all = new TAdapters[places.Count];
        for (var index = 0; index < all.Length; index++)
            all[index] = attach(places[index], index);
        return all;
    }

    /// <summary>What a recipe makes of each entry of a dictionary.</summary>
    /// <typeparam name="TPlace">The entries' places.</typeparam>
    /// <typeparam name="TAdapters">What is made of one.</typeparam>
    /// <param name="places">The places.</param>
    /// <param name="attach">Makes it of an entry and its key.</param>
    public static IReadOnlyDictionary<string, TAdapters> Attach<TPlace, TAdapters>(
        IReadOnlyDictionary<string, TPlace> places, Func<TPlace, string, TAdapters> attach)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(attach);
        var all = new Dictionary<string, TAdapters>(places.Count, StringComparer.Ordinal);
        foreach (var (key, place) in places)
            all.Add(key, attach(place, key));
        return all;
    }

    /// <summary>Throws unless a list has the element that a recipe names.</summary>
    /// <param name="count">The number of elements.</param>
    /// <param name="index">The index that is named.</param>
    /// <param name="list">The list's name.</param>
    /// <param name="path">The path in which it stands.</param>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Require(int count, int index, string list, string path)
    {
        if (index >= count)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The recipe names '{path}', but '{list}' of this model has {count} elements, from 0 to {count - 1}."));
    }

    /// <summary>Throws unless a dictionary has the key that a recipe names.</summary>
    /// <param name="isThere">Whether it has.</param>
    /// <param name="key">The key that is named.</param>
    /// <param name="dictionary">The dictionary's name.</param>
    /// <param name="path">The path in which it stands.</param>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Require(bool isThere, string key, string dictionary, string path)
    {
        if (!isThere)
            throw new ArgumentException($"The recipe names '{path}', but '{dictionary}' of this model has no '{key}'.");
    }
}
