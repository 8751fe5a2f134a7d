using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoraDsl.Kernels.LowRank;

/// <summary>Factors in the order in which the tiles read them. They are small beside what they are multiplied with.</summary>
internal static unsafe class FactorPacking
{
    /// <summary>Rows and columns that are turned together.</summary>
    private const int Tile = 4;

    /// <summary>The scaled transpose of a (rows, columns) matrix, each of its rows filled up with zeros.</summary>
    /// <param name="source">The matrix, contiguous.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="target">Room for columns · width values.</param>
    /// <param name="width">Values of a row of the target, at least <paramref name="rows"/>.</param>
    /// <param name="scaling">What the values are multiplied by.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, nint rows, nint columns, float* target, nint width, float scaling)
    {
        if (width > rows)
            new Span<float>(target, (int)(columns * width)).Clear();
        nint row = 0;
        if (Sse.IsSupported)
        {
            for (; row <= rows - Tile; row += Tile)
            {
                nint column = 0;
                for (; column <= columns - Tile; column += Tile)
                    TransposeTile(source + (row * columns) + column, columns, target + (column * width) + row, width, scaling);
                Turn(source, columns, target, width, scaling, row, row + Tile, column);
            }
        }

        Turn(source, columns, target, width, scaling, row, rows, 0);
    }

    /// <summary>A scaled (rows, columns) matrix with its rows filled up with zeros.</summary>
    /// <param name="source">The matrix, contiguous.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="target">Room for rows · width values.</param>
    /// <param name="width">Values of a row of the target, at least <paramref name="columns"/>.</param>
    /// <param name="scaling">What the values are multiplied by.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pad(float* source, int rows, int columns, float* target, int width, float scaling)
    {
        if (width == columns)
        {
            Scale(source, rows * columns, target, scaling);
            return;
        }

        for (var row = 0; row < rows; row++)
        {
            var to = target + ((nint)row * width);
            Scale(source + ((nint)row * columns), columns, to, scaling);
            new Span<float>(to + columns, width - columns).Clear();
        }
    }

    /// <summary>target += source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* target, float* source, int count)
    {
        var index = 0;
        for (; index <= count - Vector<float>.Count; index += Vector<float>.Count)
            (Vector.Load(target + index) + Vector.Load(source + index)).Store(target + index);
        for (; index < count; index++)
            target[index] += source[index];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(float* source, int count, float* target, float scaling)
    {
        var index = 0;
        for (; index <= count - Vector<float>.Count; index += Vector<float>.Count)
            (Vector.Load(source + index) * scaling).Store(target + index);
        for (; index < count; index++)
            target[index] = source[index] * scaling;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(float* source, nint columns, float* target, nint width, float scaling, nint firstRow, nint endRow, nint firstColumn)
    {
        for (var row = firstRow; row < endRow; row++)
        {
            for (var column = firstColumn; column < columns; column++)
                target[(column * width) + row] = source[(row * columns) + column] * scaling;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeTile(float* source, nint columns, float* target, nint width, float scaling)
    {
        var row0 = Vector128.Load(source) * scaling;
        var row1 = Vector128.Load(source + columns) * scaling;
        var row2 = Vector128.Load(source + (2 * columns)) * scaling;
        var row3 = Vector128.Load(source + (3 * columns)) * scaling;
        var low0 = Sse.UnpackLow(row0, row1);
        var low1 = Sse.UnpackLow(row2, row3);
        var high0 = Sse.UnpackHigh(row0, row1);
        var high1 = Sse.UnpackHigh(row2, row3);
        Sse.MoveLowToHigh(low0, low1).Store(target);
        Sse.MoveHighToLow(low1, low0).Store(target + width);
        Sse.MoveLowToHigh(high0, high1).Store(target + (2 * width));
        Sse.MoveHighToLow(high1, high0).Store(target + (3 * width));
    }
}
