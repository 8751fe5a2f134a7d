using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>One entry of a recipe.</summary>
/// <param name="Text">The attribute as it is written.</param>
/// <param name="Method">The method's name, as the runtime's types have it.</param>
/// <param name="ValuesName">The property of the recipe's values that has this entry's; empty where it is the only one.</param>
/// <param name="OptionsField">The field of the set that holds its options.</param>
/// <param name="Values">What may be given when the recipe is attached.</param>
/// <param name="Fixed">The options that may not, as assignments of an initializer.</param>
internal sealed record EntryPlan(
    string Text, string Method, string ValuesName, string OptionsField, EquatableArray<ValuePlan> Values, EquatableArray<string> Fixed)
{
    /// <summary>The class of its adapters.</summary>
    public string AdapterType => AdapterTypeOf(Method);

    /// <summary>The class of a method's adapters.</summary>
    public static string AdapterTypeOf(string method) => $"global::LoraDsl.Methods.{(method == "Adaptive" ? "AdaptiveLora" : method)}Adapter";

    /// <summary>The record of its options.</summary>
    public string OptionsType => $"global::LoraDsl.Methods.{(Method == "AdaLora" ? "AdaLoraAdapter" : Method)}Options";
}
