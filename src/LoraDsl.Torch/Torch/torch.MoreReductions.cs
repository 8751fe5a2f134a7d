namespace TorchSharp;

public static partial class torch
{
    /// <summary>Running log(Σ exp(x)) along a dimension.</summary>
    public static Tensor logcumsumexp(Tensor input, long dim) => input.logcumsumexp(dim);

    /// <summary>The sum of what is a number.</summary>
    public static Tensor nansum(Tensor input) => input.nansum();

    /// <summary>The median of what is a number.</summary>
    public static Tensor nanmedian(Tensor input) => input.nanmedian();

    /// <summary>Quantiles of what is a number.</summary>
    public static Tensor nanquantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => input.nanquantile(q, dim, keepdim);

    /// <summary>The covariance matrix of rows.</summary>
    public static Tensor cov(Tensor input, long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => input.cov(correction, fweights, aweights);

    /// <summary>The matrix of correlation coefficients of rows.</summary>
    public static Tensor corrcoef(Tensor input) => input.corrcoef();

    /// <summary>Slices along a dimension shortened to a greatest norm.</summary>
    public static Tensor renorm(Tensor input, float p, long dim, float maxnorm) => input.renorm(p, dim, maxnorm);

    /// <summary>The logarithm of the determinant.</summary>
    public static Tensor logdet(Tensor input) => input.logdet();

    /// <summary>The places of elements other than zero, one a row.</summary>
    public static Tensor argwhere(Tensor input) => input.argwhere();

    /// <summary>Whether an element has no imaginary part.</summary>
    public static Tensor isreal(Tensor tensor) => tensor.isreal();

    /// <summary>Differences of neighbours along a dimension.</summary>
    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => input.diff(n, dim, prepend, append);
}
