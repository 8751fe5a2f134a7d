using System.ComponentModel;
using LoraDsl.Differentiation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>The gradients of a convolution by another kernel than its layer's own. They are libtorch's to form, which asks for a graph: it runs once more.</summary>
/// <param name="Output">What the convolution gives.</param>
/// <param name="X">The gradient of the images, where it is wanted.</param>
/// <param name="Kernel">The gradient of the kernel, where it is wanted.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly record struct ConvolutionGradients(Tensor Output, Tensor? X, Tensor? Kernel)
{
    /// <summary>Runs the convolution and its backward pass. Where gradients are enabled, as under <c>create_graph</c>, the gradients have a history.</summary>
    /// <param name="layer">The layer that strides, pads and dilates.</param>
    /// <param name="x">The images.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="needsX">Whether the images' gradient is wanted.</param>
    /// <param name="needsKernel">Whether the kernel's is.</param>
    public static ConvolutionGradients Of(Conv2d layer, Tensor x, Tensor kernel, Tensor gradient, bool needsX, bool needsKernel)
    {
        var second = is_grad_enabled();
        using var recording = enable_grad();
        var (input, factor) = (Leaf(x, needsX), Leaf(kernel, needsKernel));
        var output = LayerConvolution.Like(layer, input, factor);
        List<Tensor> wanted = [.. needsX ? [input] : Array.Empty<Tensor>(), .. needsKernel ? [factor] : Array.Empty<Tensor>()];
        var gradients = GuardedGradient.OfOutputs([output], wanted, [gradient], differentiable: second);
        return new ConvolutionGradients(output, needsX ? gradients[0] : null, needsKernel ? gradients[^1] : null);

        // A second derivative goes on to what the tensor was made of.
        Tensor Leaf(Tensor tensor, bool isWanted) =>
            second && tensor.requires_grad ? tensor.alias() : tensor.detach().requires_grad_(isWanted);
    }
}
