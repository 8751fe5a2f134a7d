namespace TorchSharp;

public static partial class torch
{
    /// <summary>What stands beyond the edge of an image.</summary>
    public enum GridSamplePaddingMode
    {
        /// <summary>Zeros.</summary>
        Zeros = 0,

        /// <summary>The image, reflected.</summary>
        Reflection = 1,

        /// <summary>The pixel at the edge.</summary>
        Border = 2,
    }
}
