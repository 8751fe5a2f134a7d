using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The sum of columns at the windows of an image: the transpose of <see cref="Unfold"/>.</summary>
public sealed class Fold : ParameterLessModule<Tensor, Tensor>
{
    internal Fold((long, long) output_size, (long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride)
        : base(nameof(Fold))
    {
        this.output_size = output_size;
        this.kernel_size = kernel_size;
        this.dilation = dilation;
        this.padding = padding;
        this.stride = stride;
    }

    /// <summary>The image's height and width.</summary>
    public (long, long) output_size { get; set; }

    /// <summary>The window's sides.</summary>
    public (long, long) kernel_size { get; set; }

    /// <summary>The distances between a window's elements.</summary>
    public (long, long) dilation { get; set; }

    /// <summary>How much was added on each side.</summary>
    public (long, long) padding { get; set; }

    /// <summary>The steps from one window to the next.</summary>
    public (long, long) stride { get; set; }

    /// <summary>(N, C · window, windows) to (N, C, H, W).</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.fold(tensor, output_size, kernel_size, dilation, padding, stride);
}
