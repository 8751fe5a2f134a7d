using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of layers that add elements at the ends of the last dimensions.</summary>
public abstract class PadBase : ParameterLessModule<Tensor, Tensor>
{
    private readonly PaddingModes _mode;

    /// <summary>A layer of a mode.</summary>
    /// <param name="name">A name for people to read.</param>
    /// <param name="mode">What the added elements are.</param>
    /// <param name="value">Their value in the constant mode.</param>
    /// <param name="padding">How many before and after, from the last dimension on.</param>
    protected PadBase(string name, PaddingModes mode, double value, params long[] padding)
        : base(name)
    {
        _mode = mode;
        this.value = value;
        this.padding = padding;
    }

    /// <summary>How many elements before and after, from the last dimension on: left, right, top, bottom, …</summary>
    public long[] padding { get; set; }

    /// <summary>The value of the added elements in the constant mode.</summary>
    public double value { get; set; }

    /// <summary>(…, W) to (…, left + W + right), and the dimensions before likewise.</summary>
    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, _mode, value);
}
