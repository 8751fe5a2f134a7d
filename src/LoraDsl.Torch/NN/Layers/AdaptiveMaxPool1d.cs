using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The greatest value of windows whose number is given.</summary>
public sealed class AdaptiveMaxPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveMaxPool1d(long output_size)
        : base(nameof(AdaptiveMaxPool1d))
    {
        this.output_size = output_size;
    }

    /// <summary>The number of windows.</summary>
    public long output_size { get; set; }

    /// <summary>The function of the same name in <see cref="nn.functional"/>.</summary>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool1d(input, output_size);

    /// <summary>The greatest values, and their places.</summary>
    public (Tensor, Tensor) forward_with_indices(Tensor input) => nn.functional.adaptive_max_pool1d_with_indices(input, output_size);
}
