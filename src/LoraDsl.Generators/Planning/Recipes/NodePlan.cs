using System.Linq;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>What a recipe makes of a place, or of a part of the model that has places.</summary>
/// <param name="Name">The name under which the model registers it.</param>
/// <param name="PropertyName">Name of its property of the typed set.</param>
/// <param name="PlacesProperty">Name of its property of the tree of places.</param>
/// <param name="Form">How many modules stand there.</param>
/// <param name="IsOptional">Whether there may be none.</param>
/// <param name="TypeName">The adapter's class, or the name of the class with the adapters of a model.</param>
/// <param name="Places">Full name of the class with the model's places; empty for a layer.</param>
/// <param name="Element">The variable that holds an element's index or key; empty where nothing asks for it.</param>
/// <param name="Elements">The variables of the lists and dictionaries above that something below it asks for.</param>
/// <param name="Cases">What adapts a layer: the first case whose condition holds.</param>
/// <param name="Required">The elements that entries name, each with the path in which it does.</param>
/// <param name="Children">What is below a model.</param>
internal sealed record NodePlan(
    string Name,
    string PropertyName,
    string PlacesProperty,
    PlaceForm Form,
    bool IsOptional,
    string TypeName,
    string Places,
    string Element,
    EquatableArray<ElementVariable> Elements,
    EquatableArray<CasePlan> Cases,
    EquatableArray<RequiredElement> Required,
    EquatableArray<NodePlan> Children)
{
    public bool IsLayer => Cases.Count > 0;

    /// <summary>Whether some of its layers may have no adapter.</summary>
    public bool IsNullable => IsLayer && (Cases[Cases.Count - 1] is { Condition.Length: > 0 } || Cases.Any(static adapted => adapted.Entry is null));
}

/// <summary>A variable that holds an index or a key.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
internal sealed record ElementVariable(string Type, string Name);

/// <summary>What adapts a layer under a condition.</summary>
/// <param name="Condition">The condition as C#; empty where it always holds.</param>
/// <param name="Entry">The number of the entry among those of the plan; <see langword="null"/> for none.</param>
internal sealed record CasePlan(string Condition, int? Entry);

/// <summary>An element of a list or dictionary that an entry names.</summary>
/// <param name="Element">The index or key.</param>
/// <param name="Path">The path in which it stands.</param>
internal sealed record RequiredElement(string Element, string Path);
