namespace TorchSharp.Modules;

/// <summary>Adds a value at the ends of the last two dimensions.</summary>
public sealed class ConstantPad2d : PadBase
{
    internal ConstantPad2d(double value, params long[] padding)
        : base(nameof(ConstantPad2d), PaddingModes.Constant, value, padding)
    {
    }
}
