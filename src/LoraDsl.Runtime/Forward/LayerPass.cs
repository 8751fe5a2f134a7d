using System.ComponentModel;
using LoraDsl.Differentiation;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>A pass of a <see cref="LayerFunction{TFunction, TLayer}"/> that is gone back through.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <param name="Layer">The layer.</param>
/// <param name="X">The input.</param>
/// <param name="Weight">The layer's weight.</param>
/// <param name="A">A.</param>
/// <param name="B">B.</param>
/// <param name="NeedsX">Whether the input's gradient is wanted.</param>
/// <param name="NeedsWeight">Whether the weight's is.</param>
/// <param name="NeedsBias">Whether the bias's is.</param>
/// <param name="Scaling">The scaling that the pass was given; 1 where it is a constant of the function.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed record LayerPass<TLayer>(
    TLayer Layer, Tensor X, Tensor Weight, Tensor A, Tensor B, bool NeedsX, bool NeedsWeight, bool NeedsBias, double Scaling)
    where TLayer : nn.Module
{
    internal static LayerPass<TLayer> Of(FunctionPass pass)
    {
        var (layer, scaling) = ((TLayer, double))pass.State!;
        return new(layer, pass.Saved[0], pass.Saved[1], pass.Saved[2], pass.Saved[3], pass.Wanted[0], pass.Wanted[1], pass.Wanted[2], scaling);
    }
}

/// <summary>The gradients of an adapted layer's pass; <see langword="null"/> where none is wanted.</summary>
/// <param name="X">The input's.</param>
/// <param name="Weight">The weight's.</param>
/// <param name="Bias">The bias's.</param>
/// <param name="A">A's.</param>
/// <param name="B">B's.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly record struct LayerGradients(Tensor? X, Tensor? Weight, Tensor? Bias, Tensor A, Tensor B);
