namespace TorchSharp;

public static partial class torch
{
    /// <summary>The modified Bessel function of order 0.</summary>
    public static Tensor i0(Tensor input) => input.i0();

    /// <summary>The modified Bessel function of order 0, in place.</summary>
    public static Tensor i0_(Tensor input) => input.i0_();

    /// <summary>The regularised lower incomplete gamma function.</summary>
    public static Tensor igamma(Tensor input, Tensor other) => input.igamma(other);

    /// <summary>The regularised upper incomplete gamma function.</summary>
    public static Tensor igammac(Tensor input, Tensor other) => input.igammac(other);

    /// <summary>The multivariate log-gamma function.</summary>
    public static Tensor mvlgamma(Tensor input, long p) => input.mvlgamma(p);

    /// <summary>The multivariate log-gamma function, in place.</summary>
    public static Tensor mvlgamma_(Tensor input, long p) => input.mvlgamma_(p);
}
