using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

internal static partial class OperatorTable
{
    private static readonly Calls Extremes = new()
    {
        { "amax_kept", a => a.amax([0, 1], keepdim: true) },
        { "amin_kept", a => amin(a, [0, -1], keepdim: true) },
        { "amax_all", a => amax(a, Array.Empty<long>()) },
        { "aminmax", a => a.aminmax() },
        { "aminmax_dim", a => aminmax(a, 1, keepdim: true) },
        { "cummax", a => a.cummax(1) },
        { "cummin", a => cummin(a, 0) },
        { "mode", a => a.round().mode(1) },
        { "kthvalue", a => Tensor.kthvalue(a, 2, 1, keepdim: true) },
        { "std_mean", a => a.std_mean((0, 2), unbiased: false, keepdim: true) },
        { "std_mean_dim", a => std_mean(a, 1) },
        { "var_mean", a => var_mean(a, [0, 1], keepdim: true) },
        { "var_mean_dim", a => a.var_mean(-1, unbiased: false) },
        { "nanmean", a => Holed(a).nanmean() },
        { "nanmean_dim", a => nanmean(Holed(a), 1, keepdim: true) },
        { "unique", a => Three(unique(a.round(), return_inverse: true, return_counts: true)) },
        { "unique_integers", a => Three(a.unique(return_inverse: true, return_counts: true)) },
        { "unique_dim", a => Three(a.sign().unique(return_inverse: true, return_counts: true, dim: 1)) },
        { "unique_consecutive", a => Three(unique_consecutive(a.sign(), return_inverse: true, return_counts: true)) },
        { "unique_consecutive_dim", a => a.sign().unique_consecutive(return_counts: true, dim: 0).Item1 },
        { "searchsorted", (a, b) => searchsorted(a.sort(-1).Item1, b) },
        { "searchsorted_right", (a, b) => searchsorted(a.round().sort(-1).Item1, b.round(), right: true) },
        { "searchsorted_sorter", (a, b) => searchsorted(a, b, sorter: a.argsort()) },
        { "histogram", a => histogram(a, 5, (-2, 2)) },
        { "histogram_weighted", (Tensor[] t) => Both(histogram(t[0], 4, weight: t[1], density: true)) },
        { "histogram_between", a => histogram(a, tensor(new[] { -2, -0.5, 1, 2 }, dtype: a.dtype)) },
        { "trapezoid", a => trapezoid(a, 0.5, 0) },
        { "trapezoid_between", (a, x) => trapz(a, x) },
        { "cumulative_trapezoid", a => cumulative_trapezoid(a, 2) },
        { "cumulative_trapezoid_between", (a, x) => a.cumulative_trapezoid(x, 0) },
        { "gradient", a => [.. gradient(a, 2, default(long?))] },
        { "gradient_dim", a => [.. gradient(a, 1, 1, 2)] },
        { "gradient_dims", a => [.. gradient(a, 3, new long[] { 1, 0 })] },
        { "arctan", a => a.arctan() },
        { "arctan_two", (a, b) => a.arctan(b) },
        { "gelu_tanh", a => a.gelu(GELU.Approximate.tanh) },
        { "prelu", (a, w) => a.prelu(w) },
        { "rrelu", a => a.rrelu(0.1, 0.3) },
        { "polygamma", a => polygamma(a, 1) },
        { "frexp", a => (frexp(a) is var (mantissa, exponent) ? (mantissa, exponent.to(ScalarType.Int64)) : default) },
        { "complex", (a, b) => view_as_real(complex(a, b) * complex(b, a)) },
        { "polar", (a, b) => view_as_real(polar(a, b)) },
        { "real_imag", a => (view_as_complex(a).real, imag(view_as_complex(a))) },
    };

    private static Tensor Holed(Tensor a) => where(a > 2, full_like(a, double.NaN), a);

    private static Tensor[] Three((Tensor First, Tensor? Second, Tensor? Third) results) => [results.First, results.Second!, results.Third!];

    private static Tensor[] Both((Tensor First, Tensor Second) pair) => [pair.First, pair.Second];
}
