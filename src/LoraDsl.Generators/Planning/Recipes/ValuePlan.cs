namespace LoraDsl.Generators.Planning;

/// <summary>A number of an entry that may be given when the recipe is attached.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name, in the values and in the options.</param>
/// <param name="Default">What the recipe says, as C#; empty where it leaves the option out.</param>
/// <param name="Summary">What it is.</param>
/// <param name="IsPositional">Whether the options take it as an argument of their constructor.</param>
internal sealed record ValuePlan(string Type, string Name, string Default, string Summary, bool IsPositional);
