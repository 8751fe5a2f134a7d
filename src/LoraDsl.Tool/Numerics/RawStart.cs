using LoraDsl.Tool.Files;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace LoraDsl.Tool.Numerics;

/// <summary>
/// The start of PiSSA and OLoRA, made again from the base as PEFT does when it loads a raw file: W becomes W − s·B₀·A₀ before s·B·A is added,
/// which is one product of [A; A₀] and [B, −B₀].
/// </summary>
internal static class RawStart
{
    /// <summary>The layer as one product for the original base.</summary>
    /// <param name="layer">The layer of a raw file.</param>
    /// <param name="weight">W, outputs × inputs.</param>
    public static AdapterLayer ForOriginalBase(AdapterLayer layer, Matrix<double> weight)
    {
        var (a, b) = layer.StartFromBase == "pissa" ? Pissa(weight / layer.Scaling, layer.Rank) : Olora(weight, layer.Rank);
        return layer with { A = layer.A.Stack(a), B = layer.B.Append(-b), StartFromBase = null };
    }

    // B₀·A₀ is the best approximation of W/s by the rank; how it is split does not matter.
    private static (Matrix<double> A, Matrix<double> B) Pissa(Matrix<double> scaled, int rank)
    {
        var svd = scaled.Svd(computeVectors: true);
        var b = svd.U.SubMatrix(0, scaled.RowCount, 0, rank);
        return (b.TransposeThisAndMultiply(scaled), b);
    }

    // The first columns of Q span the first columns of W, so no more of W has to be decomposed.
    private static (Matrix<double> A, Matrix<double> B) Olora(Matrix<double> weight, int rank)
    {
        var q = weight.SubMatrix(0, weight.RowCount, 0, rank).QR(QRMethod.Thin).Q;
        return (q.TransposeThisAndMultiply(weight), q);
    }
}
