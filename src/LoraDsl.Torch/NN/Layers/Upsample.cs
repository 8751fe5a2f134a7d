using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Images of another size.</summary>
public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
{
    private readonly long[]? _size;
    private readonly double[]? _scaleFactor;

    internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor)
        : base(nameof(Upsample))
    {
        (_size, _scaleFactor) = (size, scale_factor);
        this.mode = mode;
        this.align_corners = align_corners;
        this.recompute_scale_factor = recompute_scale_factor;
    }

    /// <summary>The new sizes; none where there are factors.</summary>
    public ReadOnlySpan<long> size => _size;

    /// <summary>What sizes are multiplied by; none where there are new sizes.</summary>
    public ReadOnlySpan<double> scale_factor => _scaleFactor;

    /// <summary>How values are found.</summary>
    public UpsampleMode mode { get; }

    /// <summary>Whether the corners' centres stay where they are.</summary>
    public bool? align_corners { get; }

    /// <summary>Whether the factor is computed again from the rounded sizes.</summary>
    public bool? recompute_scale_factor { get; set; }

    /// <summary>(N, C, …) to the same with other sizes behind the channels.</summary>
    public override Tensor forward(Tensor input) =>
        nn.functional.interpolate(input, _size, _scaleFactor, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
}
