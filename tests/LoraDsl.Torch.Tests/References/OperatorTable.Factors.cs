using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

internal static partial class OperatorTable
{
    private static readonly Calls Factors = new()
    {
        { "pinv_tolerance", a => linalg.pinv(a, tensor(new[] { 0.5, 1.5 }, dtype: a.dtype), tensor(0.0, dtype: a.dtype)) },
        { "matrix_rank_tolerance", a => linalg.matrix_rank(a, tensor(new[] { 0.5, 2.5 }, dtype: a.dtype), tensor(0.0, dtype: a.dtype)) },
        { "cond", a => linalg.cond(a) },
        { "cond_one", a => linalg.cond(a, 1) },
        { "cond_half", a => linalg.cond(a, double.PositiveInfinity) },
        { "cond_frobenius", a => linalg.cond(a, "fro") },
        { "vecdot", (a, b) => linalg.vecdot(a, b, 0) },
        { "solve_ex", (Tensor[] t) => linalg.solve_ex(t[0], t[1]) is var (result, info) ? [result, info.to(ScalarType.Int64)] : [] },
        { "lu_solve", (a, b) => linalg.lu_factor(a) is var (factors, pivots) ? lu_solve(b, factors, pivots) : b },
        { "lu_solve_right", (a, b) => linalg.lu_factor(a) is var (factors, pivots) ? linalg.lu_solve(factors, pivots, b, left: false, adjoint: true) : b },
        { "ldl", (a, b) => linalg.ldl_factor(Symmetric(a), hermitian: false) is var (factors, pivots) ? linalg.ldl_solve(factors, pivots, b) : b },
        { "vander", a => linalg.vander(a, 4) },
        { "vander_square", a => linalg.vander(a) },
        { "lu", a => lu(a, get_infos: true) is var (factors, pivots, infos) ? [factors, pivots!.to(ScalarType.Int64), infos!.to(ScalarType.Int64)] : [] },
        { "lu_unpack", a => linalg.lu_factor(a) is var (factors, pivots) && lu_unpack(factors, pivots) is var (p, l, u) ? [p!, l!, u!] : [] },
        { "geqrf", a => geqrf(a) },
        { "orgqr", a => geqrf(a) is var (reflections, scales) ? orgqr(reflections, scales) : a },
        { "ormqr", (a, b) => geqrf(a) is var (reflections, scales) ? ormqr(reflections, scales, b, left: true, transpose: true) : b },
        { "lstsq", (a, b) => linalg.lstsq(a, b).Item1 },
    };
}
