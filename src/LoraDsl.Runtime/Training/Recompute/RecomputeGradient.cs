using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>The gradients of a <see cref="RecomputeFunction"/>, to be differentiated once more.</summary>
internal sealed class RecomputeGradient : autograd.MultiTensorFunction<RecomputeGradient>
{
    /// <inheritdoc/>
    public override string Name => $"{nameof(ActivationRecompute)}, gradient";

    /// <summary>What <see cref="RecomputedPass.Gradients"/> gives, with a graph; zeros where an input has no part in the result.</summary>
    public static IReadOnlyList<Tensor?> Of(RecomputedPass pass, IReadOnlyList<Tensor> inputs, Tensor random, Tensor outputGradient)
    {
        var gradients = new Queue<Tensor>(apply([pass, random, outputGradient, .. inputs]));
        return [.. inputs.Select(input => input.requires_grad ? gradients.Dequeue() : null)];
    }

    /// <inheritdoc/>
    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var pass = (RecomputedPass)vars[0];
        var (random, outputGradient, inputs) = ((Tensor)vars[1], (Tensor)vars[2], vars[3..].Cast<Tensor>().ToList());
        ctx.save_for_backward([random, outputGradient, .. inputs]);
        ctx.save_data("pass", pass);
        ctx.save_data("wanted", inputs.ConvertAll(input => input.requires_grad));
        return
        [
            .. inputs
                .Zip(pass.Gradients(inputs, random, outputGradient))
                .Where(pair => pair.First.requires_grad)
                .Select(pair => pair.Second ?? zeros_like(pair.First)),
        ];
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        if (is_grad_enabled())
            throw new NotSupportedException("A pass that is recomputed has first and second derivatives, no third ones: run it without ActivationRecompute.");
        using var scope = NewDisposeScope();
        var pass = (RecomputedPass)ctx.get_data("pass")!;
        var saved = ctx.get_saved_variables();
        var inputs = saved.GetRange(2, saved.Count - 2);
        var given = new Queue<Tensor>(grad_outputs);
        var gradients = pass.SecondGradients(
            inputs, saved[0], saved[1], ((List<bool>)ctx.get_data("wanted")!).ConvertAll(wanted => wanted ? given.Dequeue() : null));
        return [null!, null!, .. gradients.Select(gradient => gradient?.MoveToOuterDisposeScope()!)];
    }
}
