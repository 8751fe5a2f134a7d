using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The mean of each window over the last dimension.</summary>
public sealed class AvgPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool1d(bool ceil_mode, bool count_include_pad, long kernel_size, long? padding, long? stride)
        : base(nameof(AvgPool1d))
    {
        this.ceil_mode = ceil_mode;
        this.count_include_pad = count_include_pad;
        this.kernel_size = kernel_size;
        this.padding = padding;
        this.stride = stride;
    }

    /// <summary>Whether a window may reach over the edge.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Whether what was added counts in the mean.</summary>
    public bool count_include_pad { get; set; }

    /// <summary>The size of a window.</summary>
    public long kernel_size { get; set; }

    /// <summary>How much is added at each end.</summary>
    public long? padding { get; set; }

    /// <summary>The step from one window to the next; the window's size where null.</summary>
    public long? stride { get; set; }

    /// <summary>The function of the same name in <see cref="nn.functional"/>.</summary>
    public override Tensor forward(Tensor input) => nn.functional.avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad);
}
