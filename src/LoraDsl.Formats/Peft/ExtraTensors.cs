namespace LoraDsl.Formats.Peft;

/// <summary>Checks that what a file holds besides factors is what its configuration says.</summary>
internal static class ExtraTensors
{
    /// <summary>What models call their embeddings and heads, whose weights PEFT saves when the vocabulary was resized.</summary>
    private static readonly HashSet<string> Vocabularies = new(StringComparer.Ordinal)
    {
        "embed_tokens", "lm_head", "wte", "word_embeddings", "shared", "embed_in", "embed_out",
    };

    /// <summary>Refuses tensors whose meaning the configuration does not give.</summary>
    /// <exception cref="InvalidDataException">A tensor is not one that the configuration speaks of.</exception>
    public static void Check(string folder, PeftConfig config, IReadOnlyList<DescribedLayer> layers, IReadOnlyList<ExtraTensor> extras)
    {
        var file = AdapterPlaces.Config(folder);
        var adapted = layers.Select(layer => layer.Path).ToHashSet(StringComparer.Ordinal);
        var saved = new TargetMatcher(new TargetSelection { Targets = ModuleNames.OfExpression(".*"), TrainedWhole = config.ModulesToSave }, file);
        foreach (var (name, entry) in extras)
        {
            var problem = name.Role switch
            {
                AdapterTensorRole.FactorBias when !config.LoraBias => Not("a bias on B", "lora_bias", "false"),
                AdapterTensorRole.Magnitude when !config.UseDora => Not("the magnitudes of DoRA", "use_dora", "false"),
                AdapterTensorRole.TrainableTokens when config.TrainableTokenIndices is null => Not("trained rows of an embedding", "trainable_token_indices", "not given"),
                AdapterTensorRole.BaseParameter when name.Parameter == "bias" && config.Bias == "none" => Not("a bias of the base", "bias", "\"none\""),
                AdapterTensorRole.BaseParameter when name.Parameter is not ("weight" or "bias") => Unknown(),
                AdapterTensorRole.BaseParameter when !adapted.Contains(name.Path) => $"is a parameter of the layer '{name.Path}', for which there are no factors",
                AdapterTensorRole.ModuleParameter when name.Parameter == "bias" && config.Bias == "all" => null,
                AdapterTensorRole.ModuleParameter when name.Parameter == "weight" && Vocabularies.Contains(PathEnds.Of(name.Path).Last()) => null,
                AdapterTensorRole.ModuleParameter when saved.Matches(name.Path) => Not("no factor", "modules_to_save", config.ModulesToSave.Count == 0 ? "not given" : $"[{string.Join(", ", config.ModulesToSave)}]"),
                AdapterTensorRole.UnknownFactor => Unknown(),
                _ => null,
            };
            if (problem is not null)
                throw new InvalidDataException($"'{folder}' has '{entry.Name}', which {problem}.");
        }

        string Not(string what, string key, string value) => $"is {what}, but {new ConfigPlace(file, key)} is {value}";

        static string Unknown() => "is no factor of LoRA or AdaLoRA";
    }
}
