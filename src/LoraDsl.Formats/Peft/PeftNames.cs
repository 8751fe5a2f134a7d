namespace LoraDsl.Formats.Peft;

/// <summary>PEFT's names for files and tensors.</summary>
public static class PeftNames
{
    /// <summary>The file of the configuration.</summary>
    public const string ConfigFile = "adapter_config.json";

    /// <summary>The file of the factors.</summary>
    public const string WeightsFile = "adapter_model.safetensors";

    /// <summary>The kind of adapter that all are saved as which PEFT has no kind of its own for.</summary>
    public const string Lora = "LORA";

    /// <summary>The kind of AdaLoRA's adapters.</summary>
    public const string AdaLora = "ADALORA";

    private const string Prefix = "base_model.model.";

    /// <summary>The name of DoRA's magnitudes.</summary>
    /// <param name="path">The layer's path.</param>
    public static string OfMagnitude(string path) => $"{Prefix}{path}.lora_magnitude_vector";

    /// <summary>Name of a factor's tensor.</summary>
    /// <param name="path">The adapter's path.</param>
    /// <param name="embedding">Whether its layer is an embedding.</param>
    /// <param name="factor">A or B; of AdaLoRA, E too.</param>
    /// <param name="type">The file's kind of adapter.</param>
    public static string Of(string path, bool embedding, string factor, string type)
    {
        // AdaLoRA's factors and those of embeddings are parameters of their own in PEFT, others are weights of modules.
        if (type == AdaLora)
            return $"{Prefix}{path}.lora_{factor}";
        return embedding ? $"{Prefix}{path}.lora_embedding_{factor}" : $"{Prefix}{path}.lora_{factor}.weight";
    }
}
