namespace LoraDsl.Formats.Peft;

/// <summary>What a configuration asks for that not every reader can do, each refused by a message that names file, key and value.</summary>
internal static class PeftRefusals
{
    /// <summary>Starts that leave the base as it is, so that nothing of them matters once the factors are trained.</summary>
    private static readonly HashSet<string> PlainStarts = new(StringComparer.Ordinal) { "gaussian", "orthogonal", "eva", "mica" };

    private static readonly Dictionary<string, string> ChangedBases = new(StringComparer.Ordinal)
    {
        ["corda"] = "CorDA",
        ["loftq"] = "LoftQ",
        ["lora_ga"] = "LoRA-GA",
    };

    /// <summary>Refuses methods that are not known, or not to the reader.</summary>
    public static void RequireType(string type, string file, PeftFeatures supported)
    {
        if (type is PeftNames.Lora or PeftNames.AdaLora || (PeftNames.IsVariant(type) && supported.HasFlag(PeftFeatures.Variants)))
            return;
        if (PeftNames.IsVariant(type))
            throw new InvalidDataException($"{new ConfigPlace(file, "peft_type")} is \"{type}\", whose factors are no A and B, and is not supported here: load it by LoraModel.Load(model, folder), merge it there, and save the merged weights.");
        throw new InvalidDataException(Spelling.IsOneOff(type, PeftNames.Lora) || Spelling.IsOneOff(type, PeftNames.AdaLora)
            ? $"{new ConfigPlace(file, "peft_type")} is \"{type}\", which is no method: is {(Spelling.IsOneOff(type, PeftNames.Lora) ? PeftNames.Lora : PeftNames.AdaLora)} meant?"
            : $"{new ConfigPlace(file, "peft_type")} is \"{type}\", which is not supported: {PeftNames.Lora}, {PeftNames.AdaLora}, {PeftNames.Vera}, {PeftNames.LoHa}, {PeftNames.LoKr} and {PeftNames.Ia3} are. Merge it by PEFT (merge_and_unload) and load the merged weights.");
    }

    /// <summary>Refuses what the reader cannot do.</summary>
    public static void RequireSupported(PeftConfig config, string file, PeftFeatures supported)
    {
        RequireStart(config.Initialization, file, supported);
        if (config.Bias is not ("none" or "all" or "lora_only"))
            throw Refusal("bias", $"\"{config.Bias}\"", "It has to be \"none\", \"all\" or \"lora_only\".");
        Require(PeftFeatures.Bias, config.Bias != "none", "bias", $"\"{config.Bias}\"", "Biases of the base were trained, which the file holds.");
        Require(PeftFeatures.LoraBias, config.LoraBias, "lora_bias", "true", "B has a bias.");
        Require(PeftFeatures.Dora, config.UseDora, "use_dora", "true", "The weight's rows have a magnitude of their own (DoRA).");
        Require(PeftFeatures.ModulesToSave, config.ModulesToSave.Count > 0, "modules_to_save", List(config.ModulesToSave), "The file holds modules that were trained whole.");
        Require(
            PeftFeatures.TrainableTokens,
            config.TrainableTokenIndices?.Values.Any(rows => rows.Count > 0) is true,
            "trainable_token_indices",
            $"for {List([.. config.TrainableTokenIndices?.Keys.Select(name => name.Length == 0 ? "the input embedding" : name) ?? []])}",
            "Rows of the embedding were trained, which the file holds.");

        void Require(PeftFeatures feature, bool isAsked, string key, string value, string meaning)
        {
            if (isAsked && !supported.HasFlag(feature))
                throw Refusal(key, value, $"{meaning} Merge it by PEFT (merge_and_unload) and load the merged weights.");
        }

        InvalidDataException Refusal(string key, string value, string why) =>
            new($"{new ConfigPlace(file, key)} is {value}, which is not supported. {why}");
    }

    private static void RequireStart(string? start, string file, PeftFeatures supported)
    {
        if (start is null || PlainStarts.Contains(start) || (start is "pissa" or "olora" && supported.HasFlag(PeftFeatures.StartFromBase)))
            return;
        var place = $"{new ConfigPlace(file, "init_lora_weights")} is \"{start}\"";
        var method = start.StartsWith("pissa_niter_", StringComparison.Ordinal) ? "the randomized PiSSA"
            : start is "pissa" ? "PiSSA"
            : start is "olora" ? "OLoRA"
            : ChangedBases.GetValueOrDefault(start);
        throw new InvalidDataException(method is null
            ? $"{place}, a start that is not known here: it may have changed the base."
            : $"{place}: the factors are for a base that {method} changed, and that cannot be had from the original one here. Convert the file in Python by peft_model.save_pretrained(folder, path_initial_model_for_weight_conversion=…), which writes one for the original base, or merge it there.");
    }

    private static string List(IReadOnlyList<string> names) => $"[{string.Join(", ", names.Take(5))}{(names.Count > 5 ? ", …" : "")}]";
}
