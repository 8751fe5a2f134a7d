using LoraDsl.Adapters;

namespace LoraDsl.Checkpoints;

/// <summary>PEFT's names for files and tensors.</summary>
internal static class PeftNames
{
    public const string ConfigFile = "adapter_config.json";

    public const string WeightsFile = "adapter_model.safetensors";

    private const string Prefix = "base_model.model.";

    public static string A(string path, AdaptedLayer layer) => NameOf(path, layer, "A");

    public static string B(string path, AdaptedLayer layer) => NameOf(path, layer, "B");

    // PEFT keeps embeddings' factors as parameters of their own, those of other layers as weights of modules.
    private static string NameOf(string path, AdaptedLayer layer, string factor) =>
        layer is EmbeddingLayer ? $"{Prefix}{path}.lora_embedding_{factor}" : $"{Prefix}{path}.lora_{factor}.weight";
}
