using LoraDsl.Differentiation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>The Hessian of the mean loss with respect to one frozen weight, as a product with a tensor of the weight's shape.</summary>
internal sealed class HessianBlock(Parameter weight, IReadOnlyList<Func<Tensor>> losses, bool centralDifferences)
{
    public long[] Shape => weight.shape;

    public ScalarType Type => weight.dtype;

    public Device Device => weight.device;

    /// <summary>Whether a loss had a graph: one that none of the model's weights has is no loss of this model.</summary>
    public bool WasReached { get; private set; }

    /// <summary>H·v, averaged over the batches.</summary>
    public Tensor Times(Tensor vector)
    {
        using var scope = NewDisposeScope();
        weight.requires_grad = true;
        try
        {
            var sum = centralDifferences ? Differences(vector) : DoubleBackward(vector);
            return sum.div_(losses.Count).MoveToOuterDisposeScope();
        }
        finally
        {
            weight.requires_grad = false;
        }
    }

    private Tensor DoubleBackward(Tensor vector)
    {
        using var gradients = enable_grad();
        var sum = zeros_like(vector);
        foreach (var loss in losses)
        {
            using var scope = NewDisposeScope();
            if (Gradient(loss(), create: true) is not { requires_grad: true } gradient)
                continue;
            var slope = gradient.mul(vector).sum();
            if (GuardedGradient.OfScalar(slope, [weight])[0] is { } product)
                sum.add_(product);
        }

        return sum;
    }

    private Tensor Differences(Tensor vector)
    {
        // The optimal step of a central difference is about the cube root of the type's precision, in units of the weight.
        var precision = weight.dtype == ScalarType.Float64 ? 6e-6 : 5e-3;
        using var kept = weight.detach().clone();
        var step = precision * Math.Max(1, Size(kept)) / Math.Max(Size(vector), double.Epsilon);
        try
        {
            var above = GradientAt(kept, vector, step);
            return above.sub_(GradientAt(kept, vector, -step)).div_(2 * step);
        }
        finally
        {
            using var noGradient = no_grad();
            weight.copy_(kept);
        }
    }

    private Tensor GradientAt(Tensor kept, Tensor vector, double step)
    {
        using (no_grad())
            weight.copy_(kept.add(vector, alpha: step));
        using var gradients = enable_grad();
        var sum = zeros_like(vector);
        foreach (var loss in losses)
        {
            using var scope = NewDisposeScope();
            if (Gradient(loss(), create: false) is { } gradient)
                sum.add_(gradient);
        }

        return sum;
    }

    // Where a loss does not depend on the weight there is nothing to differentiate.
    private Tensor? Gradient(Tensor? loss, bool create)
    {
        if (!LossChecks.RequireScalar(loss).requires_grad)
            return null;
        WasReached = true;
        return GuardedGradient.OfLoss(loss, [weight], differentiable: create)[0];
    }

    private static double Size(Tensor values) => values.norm().to(ScalarType.Float64).item<double>();
}
