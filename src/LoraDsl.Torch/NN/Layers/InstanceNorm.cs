using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation of each channel of each element of the batch (Ulyanov et al., 2016, arXiv 1607.08022).</summary>
public abstract class InstanceNorm : NormBase
{
    /// <summary>A normalisation whose weight is one, bias zero, running mean zero and running variance one, where it has them.</summary>
    public InstanceNorm(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <summary>Normalises by the statistics of the input; in evaluation by the running ones where they are tracked.</summary>
    /// <exception cref="ArgumentException">The input has another number of dimensions.</exception>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        if (input.dim() != GetNumberOfBatchDimensions())
            return Normalise(input);
        using var batch = input.unsqueeze(0);
        using var normalised = Normalise(batch);
        return normalised.squeeze(0);
    }

    /// <summary>The number of dimensions of an input without a batch.</summary>
    protected abstract long GetNumberOfBatchDimensions();

    private Tensor Normalise(Tensor input) =>
        nn.functional.instance_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, momentum ?? 0, eps);
}
