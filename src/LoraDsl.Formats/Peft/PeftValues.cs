using System.Text.Json;

namespace LoraDsl.Formats.Peft;

/// <summary>Values of the keys of <see cref="PeftConfig"/> that can be of several kinds.</summary>
public static class PeftValues
{
    /// <summary>A regular expression, as <see cref="PeftConfig.TargetModules"/> may be one.</summary>
    public static JsonElement Of(string expression) => JsonSerializer.SerializeToElement(expression, PeftJson.Default.String);

    /// <summary>A list of names.</summary>
    public static JsonElement Of(string[] names) => JsonSerializer.SerializeToElement(names, PeftJson.Default.StringArray);

    /// <summary>Ranks by name.</summary>
    public static JsonElement Of(Dictionary<string, int> ranks) => JsonSerializer.SerializeToElement(ranks, PeftJson.Default.DictionaryStringInt32);

    /// <summary>For each triplet of a layer whether it is left, by name.</summary>
    public static JsonElement Of(Dictionary<string, bool[]> triplets) => JsonSerializer.SerializeToElement(triplets, PeftJson.Default.DictionaryStringBooleanArray);
}
