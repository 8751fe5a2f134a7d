using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation over the last dimensions (Ba et al., 2016, arXiv 1607.06450).</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        this.normalized_shape = normalized_shape;
        this.eps = eps;
        this.elementwise_affine = elementwise_affine;
        if (!elementwise_affine)
            return;
        weight = new Parameter(empty(normalized_shape, dtype: dtype, device: device));
        if (bias)
            this.bias = new Parameter(empty(normalized_shape, dtype: dtype, device: device));
        reset_parameters();
    }

    /// <summary>The sizes of the dimensions that are normalised together.</summary>
    public long[] normalized_shape { get; set; }

    /// <summary>What is added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there are a weight and a bias.</summary>
    public bool elementwise_affine { get; set; }

    /// <summary>The scale, of the normalised shape; null where there is none. Setting it frees the old one.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            ComponentSlot.Replace(ref _weight, value);
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The shift, of the normalised shape; null where there is none. Setting it frees the old one.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            ComponentSlot.Replace(ref _bias, value);
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>Sets the weight to one and the bias to zero.</summary>
    public void reset_parameters()
    {
        if (_weight is not null)
            nn.init.ones_(_weight);
        if (_bias is not null)
            nn.init.zeros_(_bias);
    }

    /// <summary>Normalises; the shape stays.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);
}
