using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The greatest value in each window over the last three dimensions.</summary>
public sealed class MaxPool3d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool3d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
        : base(nameof(MaxPool3d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.ceil_mode = ceil_mode;
    }

    /// <summary>The window's sides, one or three.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The steps, one or three; the window's sides where null.</summary>
    public long[]? stride { get; set; }

    /// <summary>What is added on each side, one or three; 0 where null.</summary>
    public long[]? padding { get; set; }

    /// <summary>The distances between the window's elements, one or three; 1 where null.</summary>
    public long[]? dilation { get; set; }

    /// <summary>Whether a window may reach over the edge.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>(N, C, D, H, W) or (C, D, H, W) to the same with smaller sides.</summary>
    public override Tensor forward(Tensor input) => nn.functional.max_pool3d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>The greatest values, and their places in the flattened volume.</summary>
    public (Tensor, Tensor) forward_with_indices(Tensor input) =>
        nn.functional.max_pool3d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}
