namespace LoraDsl.Generators.Validation;

/// <summary>The sizes of a layer as the matrix that an adapter of it works on.</summary>
/// <param name="Field">The field that the layer is assigned to.</param>
/// <param name="In">Its columns, or <see langword="null"/> when they are no constant.</param>
/// <param name="Out">Its rows, or <see langword="null"/> when they are no constant.</param>
/// <param name="Groups">
/// The groups of a convolution's channels, <see cref="Depthwise"/> for one of each channel, <see langword="null"/> when they are no constant; 1 for
/// other layers.
/// </param>
internal sealed record LayerSizes(string Field, long? In, long? Out, long? Groups = 1)
{
    /// <summary>As many groups as channels.</summary>
    public const long Depthwise = 0;
}
