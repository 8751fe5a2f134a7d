using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The mean of windows whose number in each dimension is given.</summary>
public sealed class AdaptiveAvgPool3d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveAvgPool3d(long[] output_size)
        : base(nameof(AdaptiveAvgPool3d))
    {
        this.output_size = output_size;
    }

    /// <summary>The number of windows.</summary>
    public long[] output_size { get; set; }

    /// <summary>(N, C, D, H, W) or (C, D, H, W) to the same with smaller sides.</summary>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool3d(input, output_size);
}
