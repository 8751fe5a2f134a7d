using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation of each channel of each element of the batch, over 3 dimensions.</summary>
public sealed class InstanceNorm3d : InstanceNorm
{
    internal InstanceNorm3d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm3d))
    {
    }

    /// <inheritdoc/>
    protected override long GetNumberOfBatchDimensions() => 4;

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.dim() is not (4 or 5))
            throw new ArgumentException($"InstanceNorm3d takes (N, C, D, H, W) or (C, D, H, W), not ({string.Join(", ", input.shape)}).", nameof(input));
    }
}
