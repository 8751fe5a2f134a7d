namespace LoraDsl;

/// <summary>What the ranks of adaptive adapters follow. Measures that need more than batches and a loss are passed as instances.</summary>
public enum RankImportance
{
    /// <summary>‖∂L/∂W‖ in the L2 norm.</summary>
    GradientNorm = 0,

    /// <summary>‖∂L/∂W‖ in the L1 norm.</summary>
    GradientNormL1 = 1,

    /// <summary>Trace of the loss's Hessian in W, estimated by Hutchinson's method.</summary>
    HessianTrace = 2,

    /// <summary>Greatest eigenvalue of the loss's Hessian in W.</summary>
    HessianEigenvalue = 3,

    /// <summary>Variance of the layer's output.</summary>
    ActivationVariance = 4,

    /// <summary>Entropy of a histogram of the layer's output.</summary>
    ActivationEntropy = 5,

    /// <summary>Σ|y·∂L/∂y| over the layer's output y.</summary>
    Taylor = 6,

    /// <summary>Rise of the loss when the layer's output is taken away.</summary>
    Ablation = 7,

    /// <summary>How far the rows of the attention that the layer is part of are from even.</summary>
    AttentionWeight = 8,

    /// <summary>Sensitivity times its uncertainty, smoothed over the batches (AdaLoRA, arXiv 2303.10512).</summary>
    Sensitivity = 9,

    /// <summary>Part of the inputs' energy that a layer's components explain (EVA, arXiv 2410.07170).</summary>
    ExplainedVariance = 10,
}
