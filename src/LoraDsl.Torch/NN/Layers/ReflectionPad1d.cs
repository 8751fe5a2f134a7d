namespace TorchSharp.Modules;

/// <summary>Adds the elements mirrored at the edge at the ends of the last dimension.</summary>
public sealed class ReflectionPad1d : PadBase
{
    internal ReflectionPad1d(params long[] padding)
        : base(nameof(ReflectionPad1d), PaddingModes.Reflect, 0, padding)
    {
    }
}
