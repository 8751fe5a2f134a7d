using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The p-norm of each window over the last two dimensions.</summary>
public sealed class LPPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal LPPool2d(double norm_type, long[] kernel_size, long[]? stride, bool ceil_mode)
        : base(nameof(LPPool2d))
    {
        this.norm_type = norm_type;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.ceil_mode = ceil_mode;
    }

    /// <summary>The exponent p.</summary>
    public double norm_type { get; set; }

    /// <summary>The window's sides, one or two.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The steps, one or two; the window's sides where null.</summary>
    public long[]? stride { get; set; }

    /// <summary>Whether a window may reach over the edge.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>(N, C, H, W) to the same with smaller sides.</summary>
    public override Tensor forward(Tensor input) => nn.functional.lp_pool2d(input, norm_type, kernel_size, stride, ceil_mode);
}
