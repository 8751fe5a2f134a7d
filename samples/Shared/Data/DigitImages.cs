namespace Shared.Data;

/// <summary>Labelled grey-scale images of one size.</summary>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Labels">The digit on each image, 0 to 9.</param>
/// <param name="Pixels">All images one after the other, row by row, scaled so that 0 is paper and 1 is ink.</param>
internal sealed record DigitImages(int Height, int Width, byte[] Labels, float[] Pixels)
{
    /// <summary>Number of classes.</summary>
    public const int Classes = 10;

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;
}
