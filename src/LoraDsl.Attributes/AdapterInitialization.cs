namespace LoraDsl;

/// <summary>
/// What the factors A and B of an adapter start with. Where B·A is not zero at the start, the base is compensated, W ← W − s·B·A, so that
/// the model still answers as its base.
/// </summary>
public enum AdapterInitialization
{
    /// <summary>LoRA's own: A Kaiming-uniform with a = √5, B zero. Of an Embedding, as PEFT has it: A zero, B normal.</summary>
    Original = 0,

    /// <summary>A normal with the standard deviation 1/rank, B zero.</summary>
    Gaussian = 1,

    /// <summary>Both normal: A with √(2/(in + out)), B with a tenth of it (Glorot and Bengio, 2010).</summary>
    Xavier = 2,

    /// <summary>Both normal with √(2/fan-in), B times 0.1 (He et al., arXiv 1502.01852).</summary>
    KaimingNormal = 3,

    /// <summary>A with orthonormal rows, B with orthonormal columns times 0.1 (Saxe et al., arXiv 1312.6120).</summary>
    Orthogonal = 4,

    /// <summary>Both normal, less so the deeper the layer stands in the model.</summary>
    LayerAdaptive = 5,

    /// <summary>Both normal: A with 0.02, B with 0.002.</summary>
    ScaledNormal = 6,

    /// <summary>The best approximation of a target matrix, which a <c>TargetInitializer</c> that is passed to <c>Initialize</c> knows.</summary>
    Target = 7,

    /// <summary>Both normal on the scale of the frozen weight: its standard deviation, spectral norm and effective rank.</summary>
    PretrainedAdaptive = 8,

    /// <summary>The principal singular values and vectors of the frozen weight (PiSSA, Meng et al., arXiv 2404.02948).</summary>
    Pissa = 9,

    /// <summary>The first of Q and R of the frozen weight (OLoRA, Büyükakyüz, arXiv 2406.01775).</summary>
    Olora = 10,

    /// <summary>Singular vectors of ∂L/∂W over a few batches (LoRA-GA, Wang et al., arXiv 2407.05000).</summary>
    LoraGa = 11,

    /// <summary>A from the directions in which the layer's inputs vary most, B zero (EVA, Paischer et al., arXiv 2410.07170).</summary>
    Eva = 12,

    /// <summary>A from the leading right singular vectors of ∂L/∂W, B zero (LoRS, Hu et al., arXiv 2501.08582).</summary>
    Gradient = 13,

    /// <summary>
    /// The components of the frozen weight that matter most to the layer's inputs, by their covariance (CorDA in its mode for a new task, Yang et al.,
    /// arXiv 2406.05223).
    /// </summary>
    Corda = 14,
}
