using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation of each channel of each element of the batch, over 2 dimensions.</summary>
public sealed class InstanceNorm2d : InstanceNorm
{
    internal InstanceNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm2d))
    {
    }

    /// <inheritdoc/>
    protected override long GetNumberOfBatchDimensions() => 3;

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.dim() is not (3 or 4))
            throw new ArgumentException($"InstanceNorm2d takes (N, C, H, W) or (C, H, W), not ({string.Join(", ", input.shape)}).", nameof(input));
    }
}
