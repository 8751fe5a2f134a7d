namespace TorchSharp.Modules;

/// <summary>Adds the element at the edge at the ends of the last three dimensions.</summary>
public sealed class ReplicationPad3d : PadBase
{
    internal ReplicationPad3d(params long[] padding)
        : base(nameof(ReplicationPad3d), PaddingModes.Replicate, 0, padding)
    {
    }
}
