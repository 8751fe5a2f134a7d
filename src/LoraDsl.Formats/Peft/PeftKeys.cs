using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoraDsl.Formats.Peft;

/// <summary>The keys of PEFT's configurations that are not read, and what their values mean for a reader of the file.</summary>
internal static class PeftKeys
{
    private const string MergeByPeft = "Merge it by PEFT (merge_and_unload) and load the merged weights.";

    /// <summary>Keys that change nothing of what a saved adapter computes: how it came about, who made it, how a trainer runs it.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "auto_mapping", "peft_version", "loftq_config", "eva_config", "corda_config", "lora_ga_config", "velora_config", "megatron_core", "qalora_group_size", "runtime_config",
    };

    /// <summary>Keys of methods that are not supported, and what they do.</summary>
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["alora_invocation_tokens"] = "The adapter of aLoRA acts only from these tokens on, which no plain adapter does. Load a file without it.",
        ["arrow_config"] = "Arrow routes each token to one of several adapters. Load the adapters one by one.",
        ["enable_lora"] = "Parts of a fused weight are adapted (MergedLinear). " + MergeByPeft,
        ["ensure_weight_tying"] = "The adapters of tied layers are one. " + MergeByPeft,
        ["kasa_config"] = "KaSA has singular values between A and B, and a base without its smallest components. " + MergeByPeft,
        ["layer_replication"] = "Layers of the base are repeated. " + MergeByPeft,
        ["megatron_config"] = "The layers are Megatron's, split over processes. Save the adapter from one process.",
        ["monteclora_config"] = "MonteCLoRA samples the factors. " + MergeByPeft,
        ["target_parameters"] = "Parameters are adapted in place of layers. " + MergeByPeft,
        ["use_bdlora"] = "BD-LoRA's factors are block-diagonal. " + MergeByPeft,
        ["use_qalora"] = "QA-LoRA pools the input of A by groups. " + MergeByPeft,
    };

    /// <summary>Refuses keys of methods that are not supported, and names unknown ones.</summary>
    /// <param name="json">The configuration.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="taken">Keys that were read.</param>
    /// <returns>A sentence for each unknown key that says something.</returns>
    /// <exception cref="InvalidDataException">A method is not supported, or a key is misspelt.</exception>
    public static IReadOnlyList<string> Check(JsonObject json, string file, IReadOnlySet<string> taken)
    {
        var warnings = new List<string>();
        foreach (var (key, value) in json)
        {
            if (taken.Contains(key) || Harmless.Contains(key) || SaysNothing(value))
                continue;
            var place = new ConfigPlace(file, key);
            if (Refused.TryGetValue(key, out var reason))
                throw new InvalidDataException($"{place} is {ConfigValues.Shown(value)}, which is not supported. {reason}");
            if (taken.Concat(Refused.Keys).FirstOrDefault(known => Spelling.IsOneOff(key, known)) is { } meant)
                throw new InvalidDataException($"{place} is {ConfigValues.Shown(value)}, but there is no such key: is {meant} meant?");
            warnings.Add($"{place} is {ConfigValues.Shown(value)}, a key that is not known here and is passed over: what it asks for is not done.");
        }

        return warnings;
    }

    private static bool SaysNothing(JsonNode? value) => value switch
    {
        null or JsonArray { Count: 0 } or JsonObject { Count: 0 } => true,
        _ => value.GetValueKind() == JsonValueKind.False || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0),
    };
}
