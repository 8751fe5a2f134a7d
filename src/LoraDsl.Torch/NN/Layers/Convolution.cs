using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of convolutions: weight of shape (out, in / groups, kernel…), bias (out).</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    /// <summary>The weight's field.</summary>
    [ComponentName(Name = nameof(weight))]
    protected Parameter _weight = null!;

    /// <summary>The bias's field.</summary>
    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;

    /// <summary>The number of input channels.</summary>
    protected long input_channels;

    /// <summary>The padding as <see cref="nn.functional.pad(Tensor, long[], PaddingModes, double)"/> takes it: the last dimension first, before and after.</summary>
    protected long[] _reversed_padding_repeated_twice;

    /// <summary>A convolution with weights as in PyTorch: Kaiming-uniform with a = √5, the bias uniform between ±1/√(fan in).</summary>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name)
    {
        if (groups <= 0 || in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{groups} groups do not divide {in_channels} input and {out_channels} output channels.", nameof(groups));
        (input_channels, this.in_channels, this.out_channels) = (in_channels, in_channels, out_channels);
        (this.kernel_size, this.stride, this.dilation) = (kernel_size, stride, dilation);
        (this.padding, this.padding_type, this.padding_mode) = (padding, padding_type, padding_mode);
        (this.transposed, this.output_padding, this.groups) = (transposed, output_padding, groups);
        _reversed_padding_repeated_twice = Reversed();
        long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
        weight = new Parameter(empty([.. channels, .. kernel_size], dtype: dtype, device: device));
        if (bias)
            this.bias = new Parameter(empty([out_channels], dtype: dtype, device: device));
        reset_parameters();
    }

    /// <summary>The weight. Setting it frees the old one.</summary>
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

    /// <summary>The number of input channels.</summary>
    public long in_channels { get; }

    /// <summary>The number of output channels.</summary>
    public long out_channels { get; }

    /// <summary>The kernel's sides.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The steps.</summary>
    public long[] stride { get; set; }

    /// <summary>What is added on each side, where <see cref="padding_type"/> is null.</summary>
    public long[] padding { get; }

    /// <summary>How much is padded, where it is given by a word.</summary>
    public Padding? padding_type { get; }

    /// <summary>What stands beyond the edge.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>The distances between the kernel's elements.</summary>
    public long[] dilation { get; set; }

    /// <summary>Whether it is a transposed convolution.</summary>
    public bool transposed { get; }

    /// <summary>What is added to a transposed convolution's output.</summary>
    public long[] output_padding { get; set; }

    /// <summary>The groups of channels that do not mix.</summary>
    public long groups { get; set; }

    /// <summary>Sets weight and bias as they are at first.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(_weight, a: Math.Sqrt(5));
        if (_bias is not null)
            nn.init.UniformByFanIn(_bias, _weight);
    }

    /// <summary>Whether an input has the channels, with or without a batch.</summary>
    /// <param name="input">(N, C, …) or (C, …).</param>
    /// <param name="dimensions">The number of dimensions behind the channels.</param>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var shape = input.shape;
        return (shape.Length == dimensions + 2 && shape[1] == input_channels) || (shape.Length == dimensions + 1 && shape[0] == input_channels);
    }

    // "Same" pads what the dilated kernel reaches over, the odd element behind.
    private long[] Reversed()
    {
        var sides = new List<long>();
        for (var i = kernel_size.Length - 1; i >= 0; i--)
        {
            var total = padding_type == Padding.Same ? dilation[i] * (kernel_size[i] - 1) : 0;
            var before = padding_type is null ? padding[i] : total / 2;
            sides.AddRange([before, padding_type is null ? padding[i] : total - before]);
        }
        return [.. sides];
    }
}
