namespace TorchSharp;

public static partial class torch
{
    /// <summary>A copy with a diagonal replaced.</summary>
    public static Tensor diagonal_scatter(Tensor input, Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) => input.diagonal_scatter(src, offset, dim1, dim2);

    /// <summary>A copy with one index of a dimension replaced.</summary>
    public static Tensor select_scatter(Tensor input, Tensor src, long dim, long index) => input.select_scatter(src, dim, index);

    /// <summary>A copy with a slice replaced.</summary>
    public static Tensor slice_scatter(Tensor input, Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) => input.slice_scatter(src, dim, start, end, step);

    /// <summary>The conjugate, as a view.</summary>
    public static Tensor conj(Tensor input) => input.conj();

    /// <summary>The conjugate.</summary>
    public static Tensor conj_physical(Tensor input) => input.conj_physical();

    /// <summary>The conjugate, in place.</summary>
    public static Tensor conj_physical_(Tensor input) => input.conj_physical_();

    /// <summary>The conjugate, carried out where it was put off.</summary>
    public static Tensor resolve_conj(Tensor input) => input.resolve_conj();

    /// <summary>The negation, carried out where it was put off.</summary>
    public static Tensor resolve_neg(Tensor input) => input.resolve_neg();

    /// <summary>Pairs of numbers as complex numbers.</summary>
    public static Tensor view_as_complex(Tensor input) => input.view_as_complex();

    /// <summary>Complex numbers as pairs of numbers.</summary>
    public static Tensor view_as_real(Tensor input) => input.view_as_real();

    /// <summary>The inverse from a Cholesky factor.</summary>
    public static Tensor cholesky_inverse(Tensor input, bool upper = false) => input.cholesky_inverse(upper);

    /// <summary>The solution of a system from a Cholesky factor.</summary>
    public static Tensor cholesky_solve(Tensor input, Tensor input2, bool upper = false) => input.cholesky_solve(input2, upper);

    /// <summary>The Vandermonde matrix.</summary>
    public static Tensor vander(Tensor x, long N = -1, bool increasing = false) => x.vander(N, increasing);

    /// <inheritdoc cref="unflatten(Tensor, long, long[])"/>
    public static Tensor unflatten(Tensor input, long dim, Size sizes) => input.unflatten(dim, sizes);
}
