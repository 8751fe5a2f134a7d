namespace TorchSharp;

public static partial class torch
{
    /// <summary>How values between those of an input are found.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest value, by indices rounded down.</summary>
        Nearest = 0,

        /// <summary>A line between two values, for one dimension.</summary>
        Linear = 1,

        /// <summary>Lines in two dimensions.</summary>
        Bilinear = 2,

        /// <summary>Polynomials of third order in two dimensions.</summary>
        Bicubic = 3,

        /// <summary>Lines in three dimensions.</summary>
        Trilinear = 4,

        /// <summary>The mean of what falls together.</summary>
        Area = 5,

        /// <summary>The nearest value, by the centres of the elements.</summary>
        NearestExact = 6,
    }
}
