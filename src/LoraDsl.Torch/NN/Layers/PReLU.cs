using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where it is positive, else a learnt slope · x (arXiv 1502.01852).</summary>
public sealed class PReLU : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter _weight = null!;

    internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype)
        : base(nameof(PReLU))
    {
        (this.num_parameters, this.init) = (num_parameters, init);
        weight = new Parameter(full([num_parameters], init, dtype: dtype, device: device));
    }

    /// <summary>The number of slopes: 1, or the number of channels.</summary>
    public long num_parameters { get; }

    /// <summary>The slope at the beginning.</summary>
    public double init { get; }

    /// <summary>The slopes, (num_parameters). Setting them frees the old ones.</summary>
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

    /// <summary>(N, C, …) to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.prelu(tensor, _weight);
}
