namespace LoraDsl.Formats.Peft;

/// <summary>Parts of a LoRA file that a reader may be able to do without factors A and B alone.</summary>
[Flags]
public enum PeftFeatures
{
    /// <summary>Factors only.</summary>
    None = 0,

    /// <summary><c>bias</c>: biases of the base that were trained.</summary>
    Bias = 1,

    /// <summary><c>lora_bias</c>: a bias on B.</summary>
    LoraBias = 2,

    /// <summary><c>modules_to_save</c>: modules that were trained whole.</summary>
    ModulesToSave = 4,

    /// <summary><c>trainable_token_indices</c>: rows of an embedding that were trained.</summary>
    TrainableTokens = 8,

    /// <summary><c>use_dora</c>: the weight's rows have a magnitude of their own.</summary>
    Dora = 16,

    /// <summary><c>init_lora_weights</c> "pissa" and "olora", whose factors are for a base without what they started with.</summary>
    StartFromBase = 32,

    /// <summary><c>peft_type</c> VERA, LOHA, LOKR and IA3, whose factors are not A and B.</summary>
    Variants = 64,
}
