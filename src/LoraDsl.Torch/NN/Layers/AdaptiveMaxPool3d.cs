using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The greatest value of windows whose number in each dimension is given.</summary>
public sealed class AdaptiveMaxPool3d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveMaxPool3d(long[] output_size)
        : base(nameof(AdaptiveMaxPool3d))
    {
        this.output_size = output_size;
    }

    /// <summary>The number of windows.</summary>
    public long[] output_size { get; set; }

    /// <summary>(N, C, D, H, W) or (C, D, H, W) to the same with smaller sides.</summary>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool3d(input, output_size);

    /// <summary>The greatest values, and their places.</summary>
    public (Tensor, Tensor) forward_with_indices(Tensor input) => nn.functional.adaptive_max_pool3d_with_indices(input, output_size);
}
