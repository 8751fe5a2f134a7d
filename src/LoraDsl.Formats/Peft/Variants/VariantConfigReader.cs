using System.Text.Json.Nodes;

namespace LoraDsl.Formats.Peft;

/// <summary>Reads the configurations of VeRA, LoHa, LoKr and IA³.</summary>
internal static class VariantConfigReader
{
    private const int DefaultVeraRank = 256;
    private const int DefaultRank = 8;

    /// <summary>Reads a configuration.</summary>
    public static PeftConfig Read(JsonObject json, string file, string type, PeftFeatures supported)
    {
        var values = new ConfigValues(json, file);
        values.Text("peft_type");
        var config = Method(values, type, new PeftConfig
        {
            PeftType = type,
            TaskType = values.Text("task_type"),
            BaseModelNameOrPath = values.Text("base_model_name_or_path"),
            Revision = values.Text("revision"),
            InferenceMode = values.Flag("inference_mode") ?? true,
            TargetModules = values.Modules("target_modules"),
            ExcludeModules = values.Modules("exclude_modules"),
            LayersToTransform = values.Wholes("layers_to_transform"),
            LayersPattern = values.Texts("layers_pattern"),
            ModulesToSave = values.Texts("modules_to_save"),
        });
        PeftRefusals.RequireSupported(config, file, supported);
        var warnings = PeftKeys.Check(json, file, values.Read);
        return config with { Others = PeftConfigReader.Others(json, values.Read), Warnings = warnings };
    }

    private static PeftConfig Method(ConfigValues values, string type, PeftConfig config) => type switch
    {
        PeftNames.Ia3 => Initialized(values, "init_ia3_weights", config) with
        {
            FanInFanOut = values.Flag("fan_in_fan_out") ?? false,
            Variant = new VariantKeys { FeedForwardModules = values.Modules("feedforward_modules") },
        },
        PeftNames.Vera => Initialized(values, "init_weights", config) with
        {
            R = PeftConfigReader.AtLeastOne(values, "r") ?? DefaultVeraRank,
            LoraDropout = Probability(values, "vera_dropout"),
            FanInFanOut = values.Flag("fan_in_fan_out") ?? false,
            Bias = values.Text("bias") is { } bias ? (bias == "vera_only" ? "lora_only" : bias) : "none",
            Variant = new VariantKeys
            {
                ProjectionKey = values.Whole("projection_prng_key") ?? 0,
                SaveProjection = values.Flag("save_projection") ?? true,
                DInitial = values.Number("d_initial") ?? 0.1,
            },
        },
        _ => Initialized(values, "init_weights", config) with
        {
            R = PeftConfigReader.AtLeastOne(values, "r") ?? DefaultRank,
            LoraAlpha = values.Number("alpha") ?? DefaultRank,
            RankPattern = values.Map("rank_pattern", (key, value) => (double)PeftConfigReader.RankOf(values, key, value)),
            AlphaPattern = values.Map("alpha_pattern", values.NumberOf),
            Variant = new VariantKeys
            {
                RankDropout = Probability(values, "rank_dropout"),
                ModuleDropout = Probability(values, "module_dropout"),
                UseEffectiveConv2d = values.Flag("use_effective_conv2d") ?? false,
                DecomposeBoth = type == PeftNames.LoKr && (values.Flag("decompose_both") ?? false),
                DecomposeFactor = type == PeftNames.LoKr ? Divider(values) : -1,
                RankDropoutScale = type == PeftNames.LoKr && (values.Flag("rank_dropout_scale") ?? false),
            },
        },
    };

    // How factors began says nothing of trained ones.
    private static PeftConfig Initialized(ConfigValues values, string key, PeftConfig config)
    {
        if (values.IsText(key) && config.PeftType == PeftNames.LoKr)
            values.Text(key);
        else
            values.Flag(key);
        return config;
    }

    private static double Probability(ConfigValues values, string key)
    {
        var probability = values.Number(key) ?? 0;
        return probability is >= 0 and < 1 ? probability : throw values.Wrong(key, probability, "a probability, at least 0 and less than 1");
    }

    private static int Divider(ConfigValues values)
    {
        const string key = "decompose_factor";
        var factor = values.Whole(key) ?? -1;
        return factor is -1 or >= 1 ? factor : throw values.Wrong(key, factor, "-1, or 1 or more");
    }
}
