using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The greatest value in each window over the last two dimensions.</summary>
public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
        : base(nameof(MaxPool2d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.ceil_mode = ceil_mode;
    }

    /// <summary>The window's sides, one or two.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The steps, one or two; the window's sides where null.</summary>
    public long[]? stride { get; set; }

    /// <summary>What is added on each side, one or two; 0 where null.</summary>
    public long[]? padding { get; set; }

    /// <summary>The distances between the window's elements, one or two; 1 where null.</summary>
    public long[]? dilation { get; set; }

    /// <summary>Whether a window may reach over the edge.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>(N, C, H, W) or (C, H, W) to the same with smaller sides.</summary>
    public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>The greatest values, and their places in the flattened image.</summary>
    public (Tensor, Tensor) forward_with_indices(Tensor input) =>
        nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}
