using Shared.Data;

namespace Shared.Models;

/// <summary>The transformers of the samples.</summary>
internal static class Shapes
{
    /// <summary>The transformer for a set of images.</summary>
    public static TransformerShape For(DataSet data) => data == DataSet.Digits
        ? new TransformerShape(ImageHeight: 8, ImageWidth: 8, PatchHeight: 2, PatchWidth: 4)
        : new TransformerShape(ImageHeight: 28, ImageWidth: 28, PatchHeight: 4, PatchWidth: 7);
}
