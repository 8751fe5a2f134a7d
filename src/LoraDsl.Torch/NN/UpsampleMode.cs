namespace TorchSharp;

public static partial class torch
{
    /// <summary>How values between those of an input are found.</summary>
    public enum UpsampleMode
    {
        /// <summary>The nearest value.</summary>
        Nearest = 0,

        /// <summary>A line between two values, for one dimension.</summary>
        Linear = 1,

        /// <summary>Lines in two dimensions.</summary>
        Bilinear = 2,

        /// <summary>Polynomials of third order in two dimensions.</summary>
        Bicubic = 3,

        /// <summary>Lines in three dimensions.</summary>
        Trilinear = 4,
    }
}
