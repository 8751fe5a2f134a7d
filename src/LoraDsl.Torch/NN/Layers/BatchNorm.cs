using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation of each channel over the batch (Ioffe and Szegedy, 2015, arXiv 1502.03167).</summary>
public abstract class BatchNorm : NormBase
{
    private static readonly Operator Increment = new("aten::add_", "Scalar");

    /// <summary>A normalisation whose weight is one, bias zero, running mean zero and running variance one.</summary>
    public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <summary>Normalises by the batch's statistics in training or where none are tracked, else by the running ones.</summary>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var factor = momentum ?? 0;
        if (training && num_batches_tracked is { } batches)
        {
            Increment.Run(batches, 1L);
            factor = momentum ?? 1.0 / batches.ToScalar().ToInt64();
        }
        return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, factor, eps);
    }
}
