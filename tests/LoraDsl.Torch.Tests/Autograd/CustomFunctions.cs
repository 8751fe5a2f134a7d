using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Autograd;

/// <summary>scale · x · aᵀ · bᵀ, its gradients written out.</summary>
internal sealed class LowRank : autograd.SingleTensorFunction<LowRank>
{
    public override string Name => nameof(LowRank);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, a, b, scale) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (double)vars[3]);
        ctx.save_for_backward([x, a, b, null!]);
        ctx.save_data("scale", scale);
        return x.mm(a.t()).mm(b.t()).mul_(scale);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        var (x, a, b) = (saved[0], saved[1], saved[2]);
        Assert.Null(saved[3]);
        Assert.Null(ctx.get_data("nothing"));
        var scaled = grad_output * (double)ctx.get_data("scale")!;
        var inner = scaled.mm(b);
        return [inner.mm(a), inner.t().mm(x), scaled.t().mm(x.mm(a.t())), null!];
    }
}

/// <summary>The identity, which fails where its second argument says.</summary>
internal sealed class Throwing : autograd.SingleTensorFunction<Throwing>
{
    public override string Name => nameof(Throwing);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        if (vars[1] is "forward")
            throw new InvalidTimeZoneException("thrown in forward");
        ctx.save_data("where", vars[1]);
        return ((Tensor)vars[0]).clone();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => ctx.get_data("where") switch
    {
        "libtorch" => [ones(2, 3).mm(ones(2, 3)), null!],
        "count" => [grad_output],
        not string => [grad_output.clone(), null!],
        _ => throw new InvalidTimeZoneException("thrown in backward"),
    };
}

/// <summary>Sine, cosine, and a constant that has no gradient.</summary>
internal sealed class SinAndCos : autograd.MultiTensorFunction<SinAndCos>
{
    public override string Name => nameof(SinAndCos);

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var x = (Tensor)vars[0];
        ctx.save_for_backward([x]);
        var constant = ones_like(x);
        ctx.mark_non_differentiable([constant]);
        return [x.sin(), x.cos(), constant];
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var x = ctx.get_saved_variables()[0];
        Assert.Equal(0, grad_outputs[1].count_nonzero().item<long>());
        return [(grad_outputs[0] * x.cos()) - (grad_outputs[1] * x.sin())];
    }
}

/// <summary>Twice its argument, twice; gradients that are missing are not made.</summary>
internal sealed class Doubled : autograd.MultiTensorFunction<Doubled>
{
    public override string Name => nameof(Doubled);

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.set_materialize_grads(false);
        return [(Tensor)vars[0] * 2, (Tensor)vars[0] * 2];
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        Assert.False(ctx.MaterializeGrads);
        Assert.True(grad_outputs[1].IsInvalid);
        return [grad_outputs[0] * 2];
    }
}

/// <summary>Doubles its argument in place.</summary>
internal sealed class InPlaceDouble : autograd.SingleTensorFunction<InPlaceDouble>
{
    public override string Name => nameof(InPlaceDouble);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var x = (Tensor)vars[0];
        ctx.mark_dirty([x]);
        return x.mul_(2);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * 2];
}

/// <summary>Lets its context out.</summary>
internal sealed class LeakingContext : autograd.SingleTensorFunction<LeakingContext>
{
    private static autograd.AutogradContext? leaked;

    public override string Name => nameof(LeakingContext);

    public static autograd.AutogradContext Leak(Tensor x)
    {
        apply(x);
        return leaked!;
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        leaked = ctx;
        return ((Tensor)vars[0]).clone();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output];
}
