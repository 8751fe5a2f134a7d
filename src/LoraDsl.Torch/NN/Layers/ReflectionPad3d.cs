namespace TorchSharp.Modules;

/// <summary>Adds the elements mirrored at the edge at the ends of the last three dimensions.</summary>
public sealed class ReflectionPad3d : PadBase
{
    internal ReflectionPad3d(params long[] padding)
        : base(nameof(ReflectionPad3d), PaddingModes.Reflect, 0, padding)
    {
    }
}
