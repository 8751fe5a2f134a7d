using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation over groups of channels (arXiv 1803.08494).</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype)
        : base(nameof(GroupNorm))
    {
        (this.num_groups, this.eps, this.affine) = (num_groups, eps, affine);
        if (!affine)
            return;
        weight = new Parameter(ones([num_channels], dtype: dtype, device: device));
        bias = new Parameter(zeros([num_channels], dtype: dtype, device: device));
    }

    /// <summary>The number of groups.</summary>
    public long num_groups { get; set; }

    /// <summary>What is added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there are a weight and a bias.</summary>
    public bool affine { get; set; }

    /// <summary>The scale, (channels); null where there is none. Setting it frees the old one.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            ComponentSlot.Replace(ref _weight, value);
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The shift, (channels); null where there is none. Setting it frees the old one.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            ComponentSlot.Replace(ref _bias, value);
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>(N, C, …) to the same shape.</summary>
    /// <exception cref="ArgumentException">The input has fewer than three dimensions.</exception>
    public override Tensor forward(Tensor tensor) =>
        tensor.ndim >= 3
            ? nn.functional.group_norm(tensor, num_groups, _weight, _bias, eps)
            : throw new ArgumentException($"GroupNorm takes (N, C, …) with at least three dimensions, not ({string.Join(", ", tensor.shape)}).", nameof(tensor));
}
