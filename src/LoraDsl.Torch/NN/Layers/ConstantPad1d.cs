namespace TorchSharp.Modules;

/// <summary>Adds a value at the ends of the last dimension.</summary>
public sealed class ConstantPad1d : PadBase
{
    internal ConstantPad1d(double value, params long[] padding)
        : base(nameof(ConstantPad1d), PaddingModes.Constant, value, padding)
    {
    }
}
