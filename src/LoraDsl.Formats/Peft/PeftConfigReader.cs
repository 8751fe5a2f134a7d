using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoraDsl.Formats.Peft;

/// <summary>Reads a <see cref="PeftConfig"/>: every key is taken, known to be harmless, refused, or named as unknown.</summary>
internal static class PeftConfigReader
{
    /// <summary>Reads a configuration.</summary>
    /// <param name="json">The file's content.</param>
    /// <param name="file">The file.</param>
    /// <param name="supported">What the reader can do besides factors.</param>
    public static PeftConfig Read(JsonObject json, string file, PeftFeatures supported)
    {
        var values = new ConfigValues(json, file);
        var type = values.Text("peft_type") ?? PeftNames.Lora;
        PeftRefusals.RequireType(type, file, supported);
        if (PeftNames.IsVariant(type))
            return VariantConfigReader.Read(json, file, type, supported);
        var isAdaLora = type == PeftNames.AdaLora;
        var config = new PeftConfig
        {
            PeftType = type,
            TaskType = values.Text("task_type"),
            BaseModelNameOrPath = values.Text("base_model_name_or_path"),
            Revision = values.Text("revision"),
            InferenceMode = values.Flag("inference_mode") ?? true,
            R = AtLeastOne(values, "r"),
            LoraAlpha = values.Number("lora_alpha") ?? 8,
            LoraDropout = values.Number("lora_dropout") ?? 0,
            UseRankStabilized = values.Flag("use_rslora") ?? false,
            Initialization = Initialization(json, values),
            UseDora = values.Flag("use_dora") ?? false,
            FanInFanOut = values.Flag("fan_in_fan_out") ?? false,
            Bias = values.Text("bias") ?? "none",
            LoraBias = values.Flag("lora_bias") ?? false,
            TargetModules = values.Modules("target_modules"),
            ExcludeModules = values.Modules("exclude_modules"),
            LayersToTransform = values.Wholes("layers_to_transform"),
            LayersPattern = values.Texts("layers_pattern"),
            ModulesToSave = values.Texts("modules_to_save"),
            TrainableTokenIndices = TrainableTokens(json, values),
            RankPattern = isAdaLora ? null : values.Map("rank_pattern", (key, value) => (double)RankOf(values, key, value)),
            Triplets = isAdaLora ? values.Map("rank_pattern", values.FlagsOf) : null,
            AlphaPattern = values.Map("alpha_pattern", values.NumberOf),
            AdaLora = isAdaLora ? AdaLora(values) : null,
        };
        PeftRefusals.RequireSupported(config, file, supported);
        var warnings = PeftKeys.Check(json, file, values.Read);
        return config with { Others = Others(json, values.Read), Warnings = warnings };
    }

    private static AdaLoraKeys AdaLora(ConfigValues values) => new()
    {
        InitR = AtLeastOne(values, "init_r"),
        TargetR = values.Whole("target_r"),
        Tinit = values.Whole("tinit"),
        Tfinal = values.Whole("tfinal"),
        DeltaT = values.Whole("deltaT"),
        TotalStep = values.Whole("total_step"),
        Beta1 = values.Number("beta1"),
        Beta2 = values.Number("beta2"),
        OrthRegWeight = values.Number("orth_reg_weight"),
    };

    private static string? Initialization(JsonObject json, ConfigValues values)
    {
        if (json["init_lora_weights"]?.GetValueKind() == JsonValueKind.String)
            return values.Text("init_lora_weights")!.ToLowerInvariant();
        values.Flag("init_lora_weights");
        return null;
    }

    // A list is of the input embedding's rows, whatever that is called.
    private static IReadOnlyDictionary<string, IReadOnlyList<int>>? TrainableTokens(JsonObject json, ConfigValues values) =>
        json["trainable_token_indices"] is JsonArray
            ? new Dictionary<string, IReadOnlyList<int>> { [""] = values.Wholes("trainable_token_indices") }
            : values.Map<IReadOnlyList<int>>("trainable_token_indices", (key, value) => value is JsonArray rows
                ? [.. rows.Select(row => values.WholeOf(key, row))]
                : throw values.Wrong(key, value, "a list of whole numbers"));

    public static int? AtLeastOne(ConfigValues values, string key) =>
        values.Whole(key) is not { } rank ? null : rank >= 1 ? rank : throw values.Wrong(key, rank, "at least 1");

    public static int RankOf(ConfigValues values, string key, JsonNode? value) =>
        values.WholeOf(key, value) is >= 1 and var rank ? rank : throw values.Wrong(key, value, "at least 1");

    /// <summary>Keys that were not read, to be written as they were.</summary>
    public static Dictionary<string, JsonElement> Others(JsonObject json, HashSet<string> taken)
    {
        var others = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (key, value) in json)
        {
            if (taken.Contains(key))
                continue;
            using var document = JsonDocument.Parse(value?.ToJsonString() ?? "null");
            others.Add(key, document.RootElement.Clone());
        }

        return others;
    }
}
