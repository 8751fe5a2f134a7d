using LoraDsl.Differentiation;
using static TorchSharp.torch;

namespace LoraDsl.Forward.Recompute;

/// <summary>
/// A pass whose graph is made in the backward pass. Saves the input and the random state; the parameters too, which are there anyway, so that
/// libtorch sees it when they are moved in between.
/// </summary>
internal sealed class RecomputeFunction : GuardedFunction<RecomputeFunction>
{
    /// <summary>Runs a pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="inputs">Its input, and what gets gradients besides it.</param>
    /// <returns>Its result, which belongs to the caller's dispose scope.</returns>
    public static Tensor Run(RecomputedPass pass, IReadOnlyList<Tensor> inputs)
    {
        using var scope = NewDisposeScope();
        var random = pass.BeginRandom();
        Tensor output;
        using (no_grad())
            output = pass.First(inputs[0]);
        return Attach([output], inputs, [random, .. inputs, .. pass.Frozen], (pass, inputs.Count))[0].MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> Gradients(FunctionPass pass, IReadOnlyList<Tensor?> outputGradients)
    {
        var (recomputed, count) = ((RecomputedPass, int))pass.State!;
        Tensor[] inputs = [.. pass.Saved.Skip(1).Take(count)];
        return is_grad_enabled()
            ? RecomputeGradient.Run(recomputed, inputs, pass.Saved[0], outputGradients[0]!)
            : recomputed.Gradients(inputs, pass.Saved[0], outputGradients[0]!);
    }
}
