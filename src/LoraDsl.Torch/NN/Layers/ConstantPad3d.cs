namespace TorchSharp.Modules;

/// <summary>Adds a value at the ends of the last three dimensions.</summary>
public sealed class ConstantPad3d : PadBase
{
    internal ConstantPad3d(double value, params long[] padding)
        : base(nameof(ConstantPad3d), PaddingModes.Constant, value, padding)
    {
    }
}
