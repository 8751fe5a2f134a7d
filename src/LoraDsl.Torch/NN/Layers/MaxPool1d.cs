using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The greatest value in each window over the last dimension.</summary>
public sealed class MaxPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool1d(bool ceil_mode, long kernel_size, long? dilation, long? padding, long? stride)
        : base(nameof(MaxPool1d))
    {
        this.ceil_mode = ceil_mode;
        this.kernel_size = kernel_size;
        this.dilation = dilation;
        this.padding = padding;
        this.stride = stride;
    }

    /// <summary>Whether a window may reach over the edge.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>The size of a window.</summary>
    public long kernel_size { get; set; }

    /// <summary>The distance between a window's elements.</summary>
    public long? dilation { get; set; }

    /// <summary>How much is added at each end.</summary>
    public long? padding { get; set; }

    /// <summary>The step from one window to the next; the window's size where null.</summary>
    public long? stride { get; set; }

    /// <summary>The function of the same name in <see cref="nn.functional"/>.</summary>
    public override Tensor forward(Tensor input) => nn.functional.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>The greatest values, and their places.</summary>
    public (Tensor, Tensor) forward_with_indices(Tensor input) => nn.functional.max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}
