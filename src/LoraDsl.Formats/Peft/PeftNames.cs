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

    /// <summary>The kind of VeRA's adapters.</summary>
    public const string Vera = "VERA";

    /// <summary>The kind of LoHa's adapters.</summary>
    public const string LoHa = "LOHA";

    /// <summary>The kind of LoKr's adapters.</summary>
    public const string LoKr = "LOKR";

    /// <summary>The kind of IA³'s adapters.</summary>
    public const string Ia3 = "IA3";

    /// <summary>VeRA's shared A in a file.</summary>
    public const string VeraA = "base_model.vera_A";

    /// <summary>VeRA's shared B in a file.</summary>
    public const string VeraB = "base_model.vera_B";

    private const string Prefix = "base_model.model.";

    /// <summary>Whether a kind is one whose factors are not LoRA's A and B.</summary>
    /// <param name="type">The kind.</param>
    public static bool IsVariant(string type) => type is Vera or LoHa or LoKr or Ia3;

    /// <summary>Name of a factor of such a kind.</summary>
    /// <param name="path">The layer's path.</param>
    /// <param name="factor">The factor, such as <c>hada_w1_a</c>.</param>
    public static string OfVariant(string path, string factor) => $"{Prefix}{path}.{factor}";

    /// <summary>The name of DoRA's magnitudes.</summary>
    /// <param name="path">The layer's path.</param>
    public static string OfMagnitude(string path) => $"{Prefix}{path}.lora_magnitude_vector";

    /// <summary>The name of the bias on B.</summary>
    /// <param name="path">The layer's path.</param>
    public static string OfFactorBias(string path) => $"{Prefix}{path}.lora_B.bias";

    /// <summary>The name of trained rows of an embedding.</summary>
    /// <param name="path">The embedding's path.</param>
    public static string OfTokens(string path) => $"{Prefix}{path}.token_adapter.trainable_tokens_delta";

    /// <summary>The name of a parameter or buffer of the model that is saved with an adapter.</summary>
    /// <param name="key">Its key in the model's state.</param>
    public static string OfWhole(string key) => Prefix + key;

    /// <summary>The name of a parameter of an adapted layer itself.</summary>
    /// <param name="path">The layer's path.</param>
    /// <param name="parameter">The parameter.</param>
    public static string OfBase(string path, string parameter) => $"{Prefix}{path}.base_layer.{parameter}";

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
