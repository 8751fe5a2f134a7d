namespace LoraDsl.Formats.Peft;

/// <summary>What a tensor of an adapter file is.</summary>
public enum AdapterTensorRole
{
    /// <summary>A.</summary>
    FactorA = 0,

    /// <summary>B.</summary>
    FactorB = 1,

    /// <summary>AdaLoRA's singular values, as a column.</summary>
    SingularValues = 2,

    /// <summary>A bias on B (<c>lora_bias</c>).</summary>
    FactorBias = 3,

    /// <summary>DoRA's magnitudes.</summary>
    Magnitude = 4,

    /// <summary>A weight or bias of the adapted layer itself: an embedding or a head that was saved with its adapter, a bias that was trained.</summary>
    BaseParameter = 5,

    /// <summary>Trained rows of an embedding.</summary>
    TrainableTokens = 6,

    /// <summary>A parameter of a module that was trained whole (<c>modules_to_save</c>), or a tensor that is not known.</summary>
    ModuleParameter = 7,

    /// <summary>AdaLoRA's count of ranks, which PEFT computes itself.</summary>
    RankCount = 8,

    /// <summary>A part of a factor that no supported method has, such as KaSA's <c>lora_diag</c>.</summary>
    UnknownFactor = 9,
}
