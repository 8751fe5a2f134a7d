using LoraDsl.Ranks;
using LoraDsl.Tool.Files;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace LoraDsl.Tool.Numerics;

/// <summary>
/// A product L·R of two thin matrices, whose singular value decomposition is had from that of a matrix of the inner size: with
/// L = Q₁·R₁ and Rᵀ = Q₂·R₂ the product is Q₁·(R₁·R₂ᵀ)·Q₂ᵀ.
/// </summary>
internal sealed class LowRankProduct
{
    private readonly Matrix<double>? left;
    private readonly Matrix<double>? right;
    private readonly Svd<double>? core;

    /// <summary>The product.</summary>
    /// <param name="left">L, rows × inner.</param>
    /// <param name="right">R, inner × columns.</param>
    public LowRankProduct(Matrix<double> left, Matrix<double> right)
    {
        if (left.ColumnCount == 0 || left.RowCount == 0 || right.ColumnCount == 0)
        {
            Spectrum = new SingularSpectrum([]);
            return;
        }

        // A decomposition of values that are not finite ends with an error, or not at all.
        if (!(IsFinite(left) && IsFinite(right)))
            return;
        var thin = left.ColumnCount <= left.RowCount && left.ColumnCount <= right.ColumnCount;
        var (first, second) = thin ? (left.QR(QRMethod.Thin), right.Transpose().QR(QRMethod.Thin)) : (null, null);
        var inner = first is null ? left * right : first.R * second!.R.Transpose();
        if (!IsFinite(inner))
            return;
        (this.left, this.right) = (first?.Q, second?.Q);
        core = inner.Svd(computeVectors: true);
        Spectrum = new SingularSpectrum(core.S.ToArray());
    }

    /// <summary>A matrix by itself.</summary>
    public LowRankProduct(Matrix<double> whole)
    {
        if (!IsFinite(whole))
            return;
        core = whole.Svd(computeVectors: true);
        Spectrum = new SingularSpectrum(core.S.ToArray());
    }

    /// <summary>s·B·A of a layer.</summary>
    public static LowRankProduct Of(AdapterLayer layer) => new(layer.B * layer.Scaling, layer.A);

    /// <summary>The singular values, greatest first; <see langword="null"/> where the product has values that are not finite.</summary>
    public SingularSpectrum? Spectrum { get; }

    /// <summary>The first left singular vectors, as columns.</summary>
    public Matrix<double> LeftVectors(int count)
    {
        var vectors = core!.U.SubMatrix(0, core.U.RowCount, 0, count);
        return left is null ? vectors : left * vectors;
    }

    /// <summary>The first right singular vectors, as rows.</summary>
    public Matrix<double> RightVectors(int count)
    {
        var vectors = core!.VT.SubMatrix(0, count, 0, core.VT.ColumnCount);
        return right is null ? vectors : vectors * right.Transpose();
    }

    private static bool IsFinite(Matrix<double> matrix) => matrix.ForAll(double.IsFinite);
}
