namespace TorchSharp;

public static partial class torch
{
    /// <summary>How values between the pixels are found.</summary>
    public enum GridSampleMode
    {
        /// <summary>The nearest pixel.</summary>
        Nearest = 0,

        /// <summary>Lines between neighbouring pixels.</summary>
        Bilinear = 2,
    }
}
