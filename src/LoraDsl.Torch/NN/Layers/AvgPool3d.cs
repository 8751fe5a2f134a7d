using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The mean in each window over the last three dimensions.</summary>
public sealed class AvgPool3d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool3d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
        : base(nameof(AvgPool3d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.ceil_mode = ceil_mode;
        this.count_include_pad = count_include_pad;
        this.divisor_override = divisor_override;
    }

    /// <summary>The window's sides, one or three.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The steps, one or three; the window's sides where null.</summary>
    public long[]? stride { get; set; }

    /// <summary>What is added on each side, one or three; 0 where null.</summary>
    public long[]? padding { get; set; }

    /// <summary>Whether a window may reach over the edge.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Whether the zeros added count in the mean.</summary>
    public bool count_include_pad { get; set; }

    /// <summary>What to divide by in place of the count.</summary>
    public long? divisor_override { get; set; }

    /// <summary>(N, C, D, H, W) or (C, D, H, W) to the same with smaller sides.</summary>
    public override Tensor forward(Tensor input) => nn.functional.avg_pool3d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
}
