using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation of each channel of each element of the batch, over 1 dimension.</summary>
public sealed class InstanceNorm1d : InstanceNorm
{
    internal InstanceNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm1d))
    {
    }

    /// <inheritdoc/>
    protected override long GetNumberOfBatchDimensions() => 2;

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.dim() is not (2 or 3))
            throw new ArgumentException($"InstanceNorm1d takes (N, C, L) or (C, L), not ({string.Join(", ", input.shape)}).", nameof(input));
    }
}
