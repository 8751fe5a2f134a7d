namespace LoraDsl.Kernels.LowRank;

/// <summary>Rows of as many values as ranks, on their way between a tensor and the tiles' filled-up rows.</summary>
internal static unsafe class Reduced
{
    /// <summary>Copies rows without what they are filled up with.</summary>
    public static void CopyOut(float* source, int width, int rows, int rank, float* target)
    {
        for (var row = 0; row < rows; row++)
            new ReadOnlySpan<float>(source + ((nint)row * width), rank).CopyTo(new Span<float>(target + ((nint)row * rank), rank));
    }
}
