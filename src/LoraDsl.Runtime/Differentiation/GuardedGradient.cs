using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LoraDsl.Differentiation;

/// <summary>
/// Derivatives whose errors can be caught. <c>autograd.grad</c> of TorchSharp lets no error of libtorch through: any ends the process,
/// those included that cannot be tested for beforehand, such as a change in place between forward and backward. <c>autograd.backward</c>
/// with inputs computes the same, and throws.
/// </summary>
public static class GuardedGradient
{
    /// <summary>∂loss/∂input of every input.</summary>
    /// <param name="loss">The loss, checked here.</param>
    /// <param name="inputs">Tensors that require gradients, leaves or not; what their <c>grad</c> holds stays.</param>
    /// <param name="differentiable">Whether the gradients are to be differentiated again.</param>
    /// <returns>The gradients; <see langword="null"/> where the loss does not depend on an input.</returns>
    /// <exception cref="InvalidOperationException">The loss is no scalar, has no graph, or cannot be differentiated.</exception>
    public static Tensor?[] OfLoss(Tensor? loss, IReadOnlyList<Tensor> inputs, bool differentiable = false) =>
        Of([LossChecks.RequireGraph(loss)], inputs, null, retain: differentiable, differentiable);

    /// <summary>The gradients of an output, multiplied by a gradient of its shape.</summary>
    /// <inheritdoc cref="OfLoss"/>
    public static Tensor?[] OfOutput(Tensor output, IReadOnlyList<Tensor> inputs, Tensor outputGradient) =>
        Of([output], inputs, [outputGradient], retain: false, differentiable: false);

    /// <summary>As <see cref="OfLoss"/> without a check of the loss; the graph may be kept for another call.</summary>
    public static Tensor?[] OfScalar(Tensor scalar, IReadOnlyList<Tensor> inputs, bool retain = false) =>
        Of([scalar], inputs, null, retain, differentiable: false);

    /// <summary>The gradients of several outputs, multiplied by gradients of their shapes.</summary>
    /// <inheritdoc cref="OfLoss"/>
    public static Tensor?[] OfOutputs(
        IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputGradients, bool differentiable = false) =>
        Of(outputs, inputs, outputGradients, retain: differentiable, differentiable);

    /// <summary>Adds the gradients of a loss to <c>grad</c>, as <c>loss.backward()</c> does.</summary>
    /// <exception cref="InvalidOperationException">The loss cannot be differentiated.</exception>
    public static void Backward(Tensor loss) => Translated(loss.backward);

    private static Tensor?[] Of(
        IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor>? outputGradients, bool retain, bool differentiable)
    {
        if (inputs.Count == 0)
            return [];
        foreach (var input in inputs)
        {
            if (!input.requires_grad)
                throw new InvalidOperationException("A tensor that the loss is to be differentiated by does not require a gradient.");
        }

        var kept = new Stack<(Tensor Input, Tensor? Gradient)>();
        try
        {
            foreach (var input in inputs)
            {
                // Of what is no leaf libtorch keeps a gradient only when asked to, and warns where one is read before.
                if (!input.is_leaf)
                    input.retain_grad();
                kept.Push((input, input.grad));
                input.grad = null;
            }

            Translated(() => autograd.backward(
                [.. outputs], outputGradients is null ? null : [.. outputGradients], retain, differentiable, [.. inputs]));
            return [.. inputs.Select(input => input.grad)];
        }
        finally
        {
            // In the opposite order, so that an input that is named twice has what it had first.
            while (kept.TryPop(out var entry))
            {
                entry.Input.grad = entry.Gradient;
                entry.Gradient?.Dispose();
            }
        }
    }

    private static void Translated(Action differentiate)
    {
        try
        {
            BackwardErrors.Run(differentiate);
        }
        catch (ExternalException error)
        {
            throw new InvalidOperationException(
                $"The loss cannot be differentiated: {error.Message.Split('\n')[0]} Change nothing in place that the loss was computed from, and differentiate each graph once.", error);
        }
    }
}
