using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Files;

/// <summary>An adapted layer of an adapter file: ΔW = s·B·A.</summary>
/// <param name="Path">The layer's path in the model.</param>
/// <param name="Kind">What the layer is.</param>
/// <param name="A">A, rank × inputs; of a convolution its kernel is folded into the inputs.</param>
/// <param name="B">B, outputs × rank; of AdaLoRA with its singular values in it.</param>
/// <param name="Alpha">α.</param>
/// <param name="Scaling">s.</param>
/// <param name="Masked">Whether ΔW keeps to the weights that are not zero (LoRS).</param>
internal sealed record AdapterLayer(
    string Path, LayerKind Kind, Matrix<double> A, Matrix<double> B, double Alpha, double Scaling, bool Masked)
{
    public int Rank => A.RowCount;

    /// <summary>Values of the two factors.</summary>
    public long Parameters => ((long)A.RowCount * A.ColumnCount) + ((long)B.RowCount * B.ColumnCount);

    /// <summary>The shape of A in the file.</summary>
    public required long[] ShapeOfA { get; init; }

    /// <summary>The shape of B in the file.</summary>
    public required long[] ShapeOfB { get; init; }

    /// <summary>The type of the factors' values in the file.</summary>
    public required string Type { get; init; }

    /// <summary>The start that the base of a raw file lacks, "pissa" or "olora"; <see langword="null"/> where ΔW is for the original base.</summary>
    public string? StartFromBase { get; init; }
}
