using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The windows of an image as columns.</summary>
public sealed class Unfold : ParameterLessModule<Tensor, Tensor>
{
    internal Unfold((long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride)
        : base(nameof(Unfold))
    {
        this.kernel_size = kernel_size;
        this.dilation = dilation;
        this.padding = padding;
        this.stride = stride;
    }

    /// <summary>The window's sides.</summary>
    public (long, long) kernel_size { get; set; }

    /// <summary>The distances between a window's elements.</summary>
    public (long, long) dilation { get; set; }

    /// <summary>Zeros added on each side.</summary>
    public (long, long) padding { get; set; }

    /// <summary>The steps from one window to the next.</summary>
    public (long, long) stride { get; set; }

    /// <summary>(N, C, H, W) to (N, C · window, windows).</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.unfold(tensor, kernel_size, dilation, padding, stride);
}
