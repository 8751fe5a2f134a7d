using System.Text.Json.Nodes;

namespace LoraDsl.Formats.Peft;

/// <summary>The keys of the configurations of VeRA, LoHa, LoKr and IA³, in ordinal order as PEFT has them.</summary>
internal static class VariantConfigWriter
{
    /// <summary>The keys with their values.</summary>
    public static SortedDictionary<string, JsonNode?> Keys(PeftConfig config, VariantKeys variant)
    {
        var keys = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["base_model_name_or_path"] = config.BaseModelNameOrPath,
            ["exclude_modules"] = PeftConfigWriter.Modules(config.ExcludeModules),
            ["inference_mode"] = config.InferenceMode,
            ["modules_to_save"] = config.ModulesToSave.Count == 0 ? null : PeftConfigWriter.List(config.ModulesToSave, name => name),
            ["peft_type"] = config.PeftType,
            ["revision"] = config.Revision,
            ["target_modules"] = PeftConfigWriter.Modules(config.TargetModules),
            ["task_type"] = config.TaskType,
        };
        foreach (var (key, value) in OfMethod(config, variant))
            keys[key] = value;
        foreach (var (key, value) in config.Others)
            keys.TryAdd(key, JsonNode.Parse(value.GetRawText()));
        return keys;
    }

    private static IEnumerable<(string Key, JsonNode? Value)> OfMethod(PeftConfig config, VariantKeys variant) => config.PeftType switch
    {
        PeftNames.Ia3 =>
        [
            ("fan_in_fan_out", config.FanInFanOut),
            ("feedforward_modules", PeftConfigWriter.Modules(variant.FeedForwardModules) ?? new JsonArray()),
            ("init_ia3_weights", true),
        ],
        PeftNames.Vera =>
        [
            .. Layers(config),
            ("r", config.R),
            ("bias", config.Bias == "lora_only" ? "vera_only" : config.Bias),
            ("d_initial", variant.DInitial),
            ("fan_in_fan_out", config.FanInFanOut),
            ("init_weights", true),
            ("projection_prng_key", variant.ProjectionKey),
            ("save_projection", variant.SaveProjection),
            ("vera_dropout", config.LoraDropout),
        ],
        PeftNames.LoKr =>
        [
            .. Lycoris(config, variant),
            ("decompose_both", variant.DecomposeBoth),
            ("decompose_factor", variant.DecomposeFactor),
            ("rank_dropout_scale", variant.RankDropoutScale),
        ],
        _ => Lycoris(config, variant),
    };

    private static IEnumerable<(string Key, JsonNode? Value)> Lycoris(PeftConfig config, VariantKeys variant) =>
    [
        .. Layers(config),
        ("r", config.R),
        ("alpha", config.LoraAlpha),
        ("alpha_pattern", PeftConfigWriter.Object(config.AlphaPattern, value => value)),
        ("init_weights", true),
        ("module_dropout", variant.ModuleDropout),
        ("rank_dropout", variant.RankDropout),
        ("rank_pattern", PeftConfigWriter.Object(config.RankPattern, value => value)),
        ("use_effective_conv2d", variant.UseEffectiveConv2d),
    ];

    private static IEnumerable<(string Key, JsonNode? Value)> Layers(PeftConfig config) =>
    [
        ("layers_pattern", config.LayersPattern.Count == 0 ? null : PeftConfigWriter.List(config.LayersPattern, name => name)),
        ("layers_to_transform", config.LayersToTransform.Count == 0 ? null : PeftConfigWriter.List(config.LayersToTransform, number => number)),
    ];
}
