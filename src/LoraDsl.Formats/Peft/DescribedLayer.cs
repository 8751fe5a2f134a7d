using LoraDsl.Formats.Safetensors;

namespace LoraDsl.Formats.Peft;

/// <summary>An adapted layer as an adapter file describes it: ΔW = s·B·A.</summary>
/// <param name="Path">The layer's path, without PEFT's prefix.</param>
/// <param name="A">A: (rank, in) of a linear layer, (rank, rows) of an embedding, (rank, in, …) of a convolution.</param>
/// <param name="B">B: (out, rank), of a convolution (out, rank / groups, 1, …).</param>
public sealed record DescribedLayer(string Path, SafetensorsEntry A, SafetensorsEntry B)
{
    /// <summary>AdaLoRA's singular values, (rank, 1).</summary>
    public SafetensorsEntry? SingularValues { get; init; }

    /// <summary>DoRA's magnitudes, one for each output, or <see langword="null"/>.</summary>
    public SafetensorsEntry? Magnitude { get; init; }

    /// <summary>The bias on B, or <see langword="null"/>.</summary>
    public SafetensorsEntry? FactorBias { get; init; }

    /// <summary>Whether the layer is an embedding.</summary>
    public bool IsEmbedding { get; init; }

    /// <summary>Rows of A.</summary>
    public int Rank => (int)A.Shape[0];

    /// <summary>α: s is α/<see cref="Rank"/>, or α/√rank.</summary>
    public double Alpha { get; init; }

    /// <summary>Whether s is α/√rank.</summary>
    public bool RankStabilized { get; init; }

    /// <summary>s.</summary>
    public double Scaling => Rank == 0 ? 0 : AdapterScaling.Of(Alpha, Rank, RankStabilized);

    /// <summary>α at the rank without the components that take a start back.</summary>
    /// <param name="rank">That rank, or all of them.</param>
    public double AlphaAt(int rank) => rank == Rank || rank == 0 ? Alpha : Scaling * AdapterScaling.AlphaOfUnitScaling(rank, RankStabilized);

    /// <summary>Whether ΔW keeps to the weights that are not zero (LoRS).</summary>
    public bool KeepsZeros { get; init; }

    /// <summary>How many components at the end take the start back that the base was compensated for.</summary>
    public int StartRank { get; init; }

    /// <summary>
    /// The start whose product a raw file's base lacks, "pissa" or "olora"; <see langword="null"/> where the factors are for the original base.
    /// PEFT starts embeddings otherwise and leaves their base alone.
    /// </summary>
    public string? StartFromBase { get; init; }
}
