namespace TorchSharp.Modules;

/// <summary>Adds zeros at the ends of the last two dimensions.</summary>
public sealed class ZeroPad2d : PadBase
{
    internal ZeroPad2d(params long[] padding)
        : base(nameof(ZeroPad2d), PaddingModes.Constant, 0, padding)
    {
    }
}
