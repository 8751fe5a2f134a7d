namespace TorchSharp.Modules;

/// <summary>Adds the element at the edge at the ends of the last two dimensions.</summary>
public sealed class ReplicationPad2d : PadBase
{
    internal ReplicationPad2d(params long[] padding)
        : base(nameof(ReplicationPad2d), PaddingModes.Replicate, 0, padding)
    {
    }
}
