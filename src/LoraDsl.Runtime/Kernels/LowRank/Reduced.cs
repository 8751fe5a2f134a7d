namespace LoraDsl.Kernels.LowRank;

/// <summary>Rows of as many values as ranks, on their way between a tensor and the tiles' filled-up rows.</summary>
internal static unsafe class Reduced
{
    /// <summary>Copies rows without what they are filled up with.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="width">Values from a row to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="rank">Values of a row to copy.</param>
    /// <param name="target">Where the first row goes.</param>
    /// <param name="targetWidth">Values from a row to the next there.</param>
    public static void Copy(float* source, int width, int rows, int rank, float* target, int targetWidth)
    {
        for (var row = 0; row < rows; row++)
            new ReadOnlySpan<float>(source + ((nint)row * width), rank).CopyTo(new Span<float>(target + ((nint)row * targetWidth), rank));
    }
}
