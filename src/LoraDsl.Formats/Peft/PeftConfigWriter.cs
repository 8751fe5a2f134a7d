using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoraDsl.Formats.Peft;

/// <summary>Writes a <see cref="PeftConfig"/>, keys in ordinal order as PEFT has them. Keys that older versions of PEFT do not know are left out where they say nothing.</summary>
internal static class PeftConfigWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes a configuration.</summary>
    public static void Write(Stream stream, PeftConfig config)
    {
        using var writer = new Utf8JsonWriter(stream, Indented);
        writer.WriteStartObject();
        foreach (var (key, value) in config.Variant is { } variant ? VariantConfigWriter.Keys(config, variant) : Keys(config))
        {
            writer.WritePropertyName(key);
            if (value is null)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static SortedDictionary<string, JsonNode?> Keys(PeftConfig config)
    {
        var keys = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["alpha_pattern"] = Object(config.AlphaPattern, value => value),
            ["base_model_name_or_path"] = config.BaseModelNameOrPath,
            ["bias"] = config.Bias,
            ["fan_in_fan_out"] = config.FanInFanOut,
            ["inference_mode"] = config.InferenceMode,
            ["init_lora_weights"] = config.Initialization is { } word ? word : true,
            ["layers_pattern"] = config.LayersPattern.Count == 0 ? null : List(config.LayersPattern, name => name),
            ["layers_to_transform"] = config.LayersToTransform.Count == 0 ? null : List(config.LayersToTransform, number => number),
            ["lora_alpha"] = config.LoraAlpha,
            ["lora_dropout"] = config.LoraDropout,
            ["modules_to_save"] = config.ModulesToSave.Count == 0 ? null : List(config.ModulesToSave, name => name),
            ["peft_type"] = config.PeftType,
            ["r"] = config.R,
            ["rank_pattern"] = config.Triplets is { } triplets
                ? Object(triplets, left => List(left, value => value))
                : Object(config.RankPattern, value => value),
            ["revision"] = config.Revision,
            ["target_modules"] = Modules(config.TargetModules),
            ["task_type"] = config.TaskType,
            ["use_dora"] = config.UseDora,
            ["use_rslora"] = config.UseRankStabilized,
        };
        if (config.ExcludeModules is { } excluded)
            keys["exclude_modules"] = Modules(excluded);
        if (config.LoraBias)
            keys["lora_bias"] = true;
        if (config.TrainableTokenIndices is { } tokens)
            keys["trainable_token_indices"] = tokens.TryGetValue("", out var rows) ? List(rows, row => row) : Object(tokens, list => List(list, row => row));
        if (config.AdaLora is { } schedule)
            AddAdaLora(keys, schedule);
        foreach (var (key, value) in config.Others)
            keys.TryAdd(key, JsonNode.Parse(value.GetRawText()));
        return keys;
    }

    private static void AddAdaLora(SortedDictionary<string, JsonNode?> keys, AdaLoraKeys schedule)
    {
        (string Key, JsonNode? Value)[] given =
        [
            ("init_r", schedule.InitR), ("target_r", schedule.TargetR), ("tinit", schedule.Tinit), ("tfinal", schedule.Tfinal), ("deltaT", schedule.DeltaT),
            ("total_step", schedule.TotalStep), ("beta1", schedule.Beta1), ("beta2", schedule.Beta2), ("orth_reg_weight", schedule.OrthRegWeight),
        ];
        foreach (var (key, value) in given)
        {
            if (value is not null)
                keys[key] = value;
        }
    }

    internal static JsonNode? Modules(ModuleNames? names) => names switch
    {
        null => null,
        { Expression: { } expression } => expression,
        { List: var list } => List(list!, name => name),
    };

    internal static JsonArray List<T>(IEnumerable<T> values, Func<T, JsonNode?> node) => new([.. values.Select(node)]);

    internal static JsonObject Object<T>(IReadOnlyDictionary<string, T>? values, Func<T, JsonNode?> node) =>
        new((values ?? new Dictionary<string, T>()).Select(entry => KeyValuePair.Create(entry.Key, node(entry.Value))));
}
