namespace TorchSharp.Modules;

/// <summary>Adds the element at the edge at the ends of the last dimension.</summary>
public sealed class ReplicationPad1d : PadBase
{
    internal ReplicationPad1d(params long[] padding)
        : base(nameof(ReplicationPad1d), PaddingModes.Replicate, 0, padding)
    {
    }
}
