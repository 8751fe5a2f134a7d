using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of normalisations with a weight and a bias for each feature and running statistics.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    [ComponentName(Name = nameof(running_mean))]
    private Tensor? _runningMean;

    [ComponentName(Name = nameof(running_var))]
    private Tensor? _runningVariance;

    [ComponentName(Name = nameof(num_batches_tracked))]
    private Tensor? _batches;

    /// <summary>A normalisation whose weight is one, bias zero, running mean zero and running variance one.</summary>
    public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
        (this.affine, this.track_running_stats) = (affine, track_running_stats);
        if (affine)
        {
            weight = new Parameter(empty([num_features], dtype: dtype, device: device));
            bias = new Parameter(empty([num_features], dtype: dtype, device: device));
        }
        if (track_running_stats)
        {
            running_mean = empty([num_features], dtype: dtype, device: device);
            running_var = empty([num_features], dtype: dtype, device: device);
            num_batches_tracked = empty([], dtype: dtype ?? ScalarType.Int64, device: device);
        }
        reset_parameters();
    }

    /// <summary>The number of features.</summary>
    public long num_features { get; }

    /// <summary>What is added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>The part of the new statistics in the running ones; null makes them plain means over all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether there are a weight and a bias.</summary>
    public bool affine { get; }

    /// <summary>Whether there are running statistics, which serve in evaluation.</summary>
    public bool track_running_stats { get; }

    /// <summary>The scale, (features); null where there is none. Setting it frees the old one.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            ComponentSlot.Replace(ref _weight, value);
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The shift, (features); null where there is none. Setting it frees the old one.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            ComponentSlot.Replace(ref _bias, value);
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>The running mean, (features); null where it is not tracked. Setting it frees the old one.</summary>
    public Tensor? running_mean
    {
        get => _runningMean;
        set => SetBuffer(ref _runningMean, value, nameof(running_mean));
    }

    /// <summary>The running variance, (features); null where it is not tracked. Setting it frees the old one.</summary>
    public Tensor? running_var
    {
        get => _runningVariance;
        set => SetBuffer(ref _runningVariance, value, nameof(running_var));
    }

    /// <summary>The number of batches so far, a scalar; null where it is not tracked. Setting it frees the old one.</summary>
    public Tensor? num_batches_tracked
    {
        get => _batches;
        set => SetBuffer(ref _batches, value, nameof(num_batches_tracked));
    }

    /// <summary>Sets the running mean to zero, the running variance to one, and forgets the batches.</summary>
    public void reset_running_stats()
    {
        if (!track_running_stats)
            return;
        nn.init.zeros_(running_mean!);
        nn.init.ones_(running_var!);
        nn.init.zeros_(num_batches_tracked!);
    }

    /// <summary>Sets the weight to one, the bias to zero, and the running statistics as they are at first.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine)
            return;
        nn.init.ones_(weight!);
        nn.init.zeros_(bias!);
    }

    /// <summary>Checks the number of dimensions of an input.</summary>
    /// <exception cref="ArgumentException">The input has another number of dimensions.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);

    private void SetBuffer(ref Tensor? slot, Tensor? value, string name)
    {
        ComponentSlot.Replace(ref slot, value);
        ConditionallyRegisterBuffer(name, value);
    }
}
