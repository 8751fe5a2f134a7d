using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation of the channels of images over the batch.</summary>
public sealed class BatchNorm2d : BatchNorm
{
    internal BatchNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d))
    {
    }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.shape.Length != 4)
            throw new ArgumentException($"BatchNorm2d takes (N, C, H, W), not ({string.Join(", ", input.shape)}).", nameof(input));
    }
}
