using LoraDsl.Adapters;

namespace LoraDsl.Checkpoints;

/// <summary>PEFT's names for files and tensors.</summary>
internal static class PeftNames
{
    public const string ConfigFile = "adapter_config.json";

    public const string WeightsFile = "adapter_model.safetensors";

    /// <summary>The kind of adapter that all are saved as which PEFT has no kind of its own for.</summary>
    public const string Lora = "LORA";

    public const string AdaLora = "ADALORA";

    private const string Prefix = "base_model.model.";

    /// <summary>Name of a factor's tensor.</summary>
    /// <param name="path">The adapter's path.</param>
    /// <param name="layer">Its layer.</param>
    /// <param name="factor">A or B; of AdaLoRA, E too.</param>
    /// <param name="type">The file's kind of adapter.</param>
    public static string Of(string path, AdaptedLayer layer, string factor, string type)
    {
        // AdaLoRA's factors and those of embeddings are parameters of their own in PEFT, others are weights of modules.
        if (type == AdaLora)
            return $"{Prefix}{path}.lora_{factor}";
        return layer is EmbeddingLayer ? $"{Prefix}{path}.lora_embedding_{factor}" : $"{Prefix}{path}.lora_{factor}.weight";
    }
}
