namespace LoraDsl.Checkpoints;

/// <summary>PEFT's names for files and tensors.</summary>
internal static class PeftNames
{
    public const string ConfigFile = "adapter_config.json";

    public const string WeightsFile = "adapter_model.safetensors";

    private const string Prefix = "base_model.model.";

    public static string A(string path) => $"{Prefix}{path}.lora_A.weight";

    public static string B(string path) => $"{Prefix}{path}.lora_B.weight";
}
