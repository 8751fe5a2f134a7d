using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The p-norm of each window over the last dimension.</summary>
public sealed class LPPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal LPPool1d(double norm_type, long kernel_size, long? stride, bool ceil_mode)
        : base(nameof(LPPool1d))
    {
        this.norm_type = norm_type;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.ceil_mode = ceil_mode;
    }

    /// <summary>The exponent p.</summary>
    public double norm_type { get; set; }

    /// <summary>The window's size.</summary>
    public long kernel_size { get; set; }

    /// <summary>The step; the window's size where null.</summary>
    public long? stride { get; set; }

    /// <summary>Whether a window may reach over the edge.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>(N, C, L) to the same with a smaller length.</summary>
    public override Tensor forward(Tensor input) => nn.functional.lp_pool1d(input, norm_type, kernel_size, stride, ceil_mode);
}
