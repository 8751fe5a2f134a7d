using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x₁ᵀ W x₂ + b, weight of shape (out, in₁, in₂).</summary>
public sealed class Bilinear : nn.Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter _weight = null!;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal Bilinear(long in1_features, long in2_features, long out_features, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Bilinear))
    {
        (this.in1_features, this.in2_features, this.out_features) = (in1_features, in2_features, out_features);
        var bound = 1 / Math.Sqrt(in1_features);
        weight = new Parameter(empty([out_features, in1_features, in2_features], dtype: dtype, device: device));
        nn.init.uniform_(weight, -bound, bound);
        if (!hasBias)
            return;
        bias = new Parameter(empty([out_features], dtype: dtype, device: device));
        nn.init.uniform_(bias, -bound, bound);
    }

    /// <summary>The size of the first input's last dimension.</summary>
    public long in1_features { get; set; }

    /// <summary>The size of the second input's last dimension.</summary>
    public long in2_features { get; set; }

    /// <summary>The size of an output's last dimension.</summary>
    public long out_features { get; set; }

    /// <summary>The weight, (out, in₁, in₂). Setting it frees the old one.</summary>
    public Parameter weight
    {
        get => _weight;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ComponentSlot.Replace(ref _weight!, value);
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The bias, (out); null where there is none. Setting it frees the old one.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            ComponentSlot.Replace(ref _bias, value);
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>(…, in₁) and (…, in₂) to (…, out).</summary>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.bilinear(input1, input2, _weight, _bias);
}
