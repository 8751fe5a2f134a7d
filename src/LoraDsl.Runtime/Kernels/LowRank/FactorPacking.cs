using System.Numerics;

namespace LoraDsl.Kernels.LowRank;

/// <summary>Factors in the order in which the tiles read them. They are small beside what they are multiplied with.</summary>
internal static unsafe class FactorPacking
{
    /// <summary>Source columns that are turned at a time, so that their target rows stay in the first cache.</summary>
    private const int Strip = 16;

    /// <summary>The transpose of a (rows, columns) matrix, each of its rows filled up with zeros.</summary>
    /// <param name="source">The matrix, contiguous.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="target">Room for columns · width values.</param>
    /// <param name="width">Values of a row of the target, at least <paramref name="rows"/>.</param>
    public static void Transpose(float* source, int rows, int columns, float* target, int width)
    {
        if (width > rows)
            new Span<float>(target, columns * width).Clear();
        for (var left = 0; left < columns; left += Strip)
        {
            var right = Math.Min(columns, left + Strip);
            for (var row = 0; row < rows; row++)
            {
                var values = source + ((nint)row * columns);
                for (var column = left; column < right; column++)
                    target[((nint)column * width) + row] = values[column];
            }
        }
    }

    /// <summary>A (rows, columns) matrix with its rows filled up with zeros.</summary>
    /// <param name="source">The matrix, contiguous.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="target">Room for rows · width values.</param>
    /// <param name="width">Values of a row of the target, at least <paramref name="columns"/>.</param>
    public static void Pad(float* source, int rows, int columns, float* target, int width)
    {
        for (var row = 0; row < rows; row++)
        {
            var to = new Span<float>(target + ((nint)row * width), width);
            new ReadOnlySpan<float>(source + ((nint)row * columns), columns).CopyTo(to);
            to[columns..].Clear();
        }
    }

    /// <summary>target += source.</summary>
    public static void Add(float* target, float* source, int count)
    {
        var index = 0;
        for (; index <= count - Vector<float>.Count; index += Vector<float>.Count)
            (Vector.Load(target + index) + Vector.Load(source + index)).Store(target + index);
        for (; index < count; index++)
            target[index] += source[index];
    }
}
