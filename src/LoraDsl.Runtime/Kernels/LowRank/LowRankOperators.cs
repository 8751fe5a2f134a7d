using static TorchSharp.torch;

namespace LoraDsl.Kernels.LowRank;

/// <summary>
/// The low-rank products by libtorch's operators: on every device, of every type, with gradients. Factors of another type than x are cast to
/// x's, which is the smaller of the two; libtorch forms sums of 16-bit types in float32 and rounds h and u to x's type.
/// </summary>
internal static class LowRankOperators
{
    /// <summary>y += h·Bᵀ in place, and h = s·x·Aᵀ, which belongs to the caller's dispose scope.</summary>
    public static Tensor Forward(Tensor y, Tensor x, Tensor a, Tensor b, double scaling, InputDropout dropout = default)
    {
        using var scope = NewDisposeScope();
        var input = dropout.Drops ? x.masked_fill(dropout.Mask(x.shape[0], x.shape[1]), 0) : x;
        var h = Reduce(input, a, scaling * dropout.Scale);
        y.addmm_(h, As(b, x).t());
        return h.MoveToOuterDisposeScope();
    }

    /// <summary>The gradients of A and B, which belong to the caller's dispose scope; u·A is added to <paramref name="dx"/>.</summary>
    public static (Tensor A, Tensor B) Backward(Tensor g, Tensor x, Tensor? h, Tensor a, Tensor b, double scaling, Tensor? dx, InputDropout dropout = default)
    {
        using var scope = NewDisposeScope();
        var mask = dropout.Drops ? dropout.Mask(x.shape[0], x.shape[1]) : null;
        var input = mask is null ? x : x.masked_fill(mask, 0);
        var scaled = scaling * dropout.Scale;
        var reduced = As(h ?? Reduce(input, a, scaled), x);
        var u = Scale(g.mm(As(b, x)), scaled);
        var dA = As(u.t().mm(input), a);
        var dB = As(g.t().mm(reduced), b);
        if (mask is null)
            dx?.addmm_(u, As(a, x));
        else
            dx?.add_(u.mm(As(a, x)).masked_fill_(mask, 0));
        return (dA.MoveToOuterDisposeScope(), dB.MoveToOuterDisposeScope());
    }

    private static Tensor Reduce(Tensor x, Tensor a, double scaling) => Scale(x.mm(As(a, x).t()), scaling);

    // A conversion that changes nothing would be a call for nothing, and on a GPU calls are what small layers cost.
    private static Tensor As(Tensor values, Tensor like) => values.dtype == like.dtype ? values : values.to(like.dtype);

    // In place where nothing is recorded: the product is nobody else's.
    private static Tensor Scale(Tensor product, double scaling) =>
        scaling == 1 ? product : is_grad_enabled() ? product.mul(scaling) : product.mul_(scaling);
}
