namespace TorchSharp.Modules;

/// <summary>Adds the elements mirrored at the edge at the ends of the last two dimensions.</summary>
public sealed class ReflectionPad2d : PadBase
{
    internal ReflectionPad2d(params long[] padding)
        : base(nameof(ReflectionPad2d), PaddingModes.Reflect, 0, padding)
    {
    }
}
