namespace Shared.Models;

/// <summary>Sizes of a vision transformer.</summary>
/// <param name="ImageHeight">Rows of an image.</param>
/// <param name="ImageWidth">Columns of an image.</param>
/// <param name="PatchHeight">Rows of a patch; divides the image's.</param>
/// <param name="PatchWidth">Columns of a patch; divides the image's.</param>
internal sealed record TransformerShape(int ImageHeight, int ImageWidth, int PatchHeight, int PatchWidth)
{
    /// <summary>Size of a token.</summary>
    public int Width { get; init; } = 96;

    /// <summary>Size of the MLP's hidden layer.</summary>
    public int Hidden { get; init; } = 384;

    /// <summary>Attention heads; a divisor of <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Number of blocks.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Number of classes.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Patches, and so tokens, of an image.</summary>
    public int Tokens => ImageHeight / PatchHeight * (ImageWidth / PatchWidth);

    /// <summary>Pixels of a patch.</summary>
    public int PatchSize => PatchHeight * PatchWidth;
}
