using LoraDsl.Differentiation;
using static TorchSharp.torch;

namespace LoraDsl.Forward.Recompute;

/// <summary>The gradients of a <see cref="RecomputeFunction"/>, to be differentiated once more.</summary>
internal sealed class RecomputeGradient : GuardedFunction<RecomputeGradient>
{
    /// <summary>What <see cref="RecomputedPass.Gradients"/> gives, with a graph; zeros where an input has no part in the result.</summary>
    public static IReadOnlyList<Tensor?> Run(RecomputedPass pass, IReadOnlyList<Tensor> inputs, Tensor random, Tensor outputGradient)
    {
        bool[] wanted = [.. inputs.Select(static input => input.requires_grad)];
        List<Tensor> outputs = [];
        using (no_grad())
        {
            foreach (var (input, gradient) in inputs.Zip(pass.Gradients(inputs, random, outputGradient)))
            {
                if (input.requires_grad)
                    outputs.Add(gradient ?? zeros_like(input));
            }
        }

        var attached = new Queue<Tensor>(Attach(outputs, [outputGradient, .. inputs], [random, outputGradient, .. inputs], (pass, wanted)));
        return [.. wanted.Select(isWanted => isWanted ? attached.Dequeue() : null)];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> Gradients(FunctionPass pass, IReadOnlyList<Tensor?> outputGradients)
    {
        if (is_grad_enabled())
            throw new NotSupportedException("A pass that is recomputed has first and second derivatives, no third ones: run it without ActivationRecompute.");
        var (recomputed, wanted) = ((RecomputedPass, bool[]))pass.State!;
        var given = new Queue<Tensor?>(outputGradients);
        return recomputed.SecondGradients(
            [.. pass.Saved.Skip(2)], pass.Saved[0], pass.Saved[1], [.. wanted.Select(isWanted => isWanted ? given.Dequeue() : null)]);
    }
}
