using System.ComponentModel;
using LoraDsl.Differentiation;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>
/// An adapted layer whose gradients are not autograd's own. Generated code derives one class for each configuration and overrides the formula and
/// its gradients.
/// </summary>
/// <typeparam name="TFunction">The function.</typeparam>
/// <typeparam name="TLayer">The layer.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public abstract class LayerFunction<TFunction, TLayer> : GuardedFunction<TFunction>
    where TFunction : LayerFunction<TFunction, TLayer>, new()
    where TLayer : nn.Module
{
    /// <summary>The scaling that the forward pass was given; the backward pass has its own.</summary>
    protected double Scaling { get; private set; }

    /// <summary>Runs the layer.</summary>
    /// <param name="x">The input.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="bias">Its bias, or <see langword="null"/>.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="scaling">The scaling s, where it is no constant of the function.</param>
    /// <returns>The output, which belongs to the caller's dispose scope.</returns>
    public Tensor Run(Tensor x, TLayer layer, Tensor weight, Tensor? bias, Tensor a, Tensor b, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Scaling = scaling;
        using var scope = NewDisposeScope();
        Tensor y;
        using (no_grad())
            y = Forward(x, layer, weight, bias, a, b);
        Tensor?[] inputs = [x, weight, bias, a, b];
        var isRecorded = is_grad_enabled() && Array.Exists(inputs, static input => input is { requires_grad: true });
        return (isRecorded ? Attach([y], inputs, [x, weight, a, b], (layer, scaling))[0] : y).MoveToOuterDisposeScope();
    }

    /// <summary>The layer's output; what is formed on the way is freed by the caller.</summary>
    /// <param name="x">The input.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="bias">Its bias, or <see langword="null"/>.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    protected abstract Tensor Forward(Tensor x, TLayer layer, Tensor weight, Tensor? bias, Tensor a, Tensor b);

    /// <summary>The gradients of the output.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="g">The gradient of the output.</param>
    protected abstract LayerGradients Backward(LayerPass<TLayer> pass, Tensor g);

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<Tensor?> Gradients(FunctionPass pass, IReadOnlyList<Tensor?> outputGradients)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(outputGradients);
        var (x, weight, bias, a, b) = Backward(LayerPass<TLayer>.Of(pass), outputGradients[0]!);
        return [x, weight, bias, a, b];
    }
}
