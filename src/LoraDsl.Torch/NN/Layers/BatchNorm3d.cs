using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation of the channels of volumes over the batch.</summary>
public sealed class BatchNorm3d : BatchNorm
{
    internal BatchNorm3d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm3d))
    {
    }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.shape.Length != 5)
            throw new ArgumentException($"BatchNorm3d takes (N, C, D, H, W), not ({string.Join(", ", input.shape)}).", nameof(input));
    }
}
