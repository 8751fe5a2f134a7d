namespace LoraDsl.Methods;

/// <summary>DyLoRA, as <c>[DyLora(4, 16)]</c> has it.</summary>
/// <param name="MinRank">Least rank of the range, at least 1.</param>
/// <param name="MaxRank">Greatest rank of the range.</param>
public sealed record DyLoraOptions(int MinRank, int MaxRank)
{
    /// <summary>α of the scaling s_b = α/b; left out, it is the greatest rank, so that s is 1 there.</summary>
    public double? Alpha { get; init; }

    /// <summary>Probability in [0, 1) of dropping an element of the adapter's input in training.</summary>
    public double Dropout { get; init; }

    /// <summary>DoRA (Liu et al., arXiv 2402.09353): a magnitude for each output is trained beside the direction W + s·B·A.</summary>
    public bool Dora { get; init; }

    /// <summary>LoRA+ (Hayou et al., arXiv 2402.12354): B's learning rate over A's; left out, there is one rate. An embedding's adapter has none.</summary>
    public double? LearningRateRatio { get; init; }

    /// <summary>LoRA-FA (Zhang et al., arXiv 2308.03303): A stays as it was initialized and only B trains. An embedding's A trains all the same.</summary>
    public bool FreezeA { get; init; }

    /// <summary>What a training step at rank b updates.</summary>
    public DyLoraMode Mode { get; init; }

    /// <summary>How the rank of a training step is drawn.</summary>
    public DyLoraSampling Sampling { get; init; }

    /// <summary>What A and B start with; one of the initializations with B = 0.</summary>
    public AdapterInitialization Initialization { get; init; }
}
