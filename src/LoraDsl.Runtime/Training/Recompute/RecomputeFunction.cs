using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>
/// A pass whose graph is made in the backward pass. Saves the input and the random state; the parameters too, which are there anyway, so that
/// libtorch sees it when they are moved in between.
/// </summary>
internal sealed class RecomputeFunction : autograd.SingleTensorFunction<RecomputeFunction>
{
    /// <inheritdoc/>
    public override string Name => nameof(ActivationRecompute);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var pass = (RecomputedPass)vars[0];
        var inputs = vars[1..].Cast<Tensor>().ToList();
        ctx.save_for_backward([pass.BeginRandom(), .. inputs, .. pass.Frozen]);
        ctx.save_data("pass", pass);
        ctx.save_data("inputs", inputs.Count);
        return pass.First(inputs[0]);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        HandedGradients.Release();
        using var scope = NewDisposeScope();
        var pass = (RecomputedPass)ctx.get_data("pass")!;
        var saved = ctx.get_saved_variables();
        var inputs = saved.GetRange(1, (int)ctx.get_data("inputs")!);
        var gradients = is_grad_enabled()
            ? RecomputeGradient.Of(pass, inputs, saved[0], grad_output)
            : pass.Gradients(inputs, saved[0], grad_output);
        return [null!, .. HandedGradients.HandOver(gradients, grad_output)];
    }
}
