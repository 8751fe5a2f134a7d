using System.ComponentModel;
using LoraDsl.Kernels.Dropout;
using LoraDsl.Kernels.LowRank;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>
/// Dropout of an adapter's input in a pass on the processor, as generated code hands it on: a probability and a seed. What is dropped is a function
/// of the seed, row and column (Philox4x32-10), so nothing of the input's size is kept for the backward pass: it is drawn again. What is not dropped
/// counts 1/(1 − p) times. The default drops nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly record struct InputDropout
{
    private readonly double probability;
    private readonly ulong seed;

    internal InputDropout(double probability, long seed)
    {
        this.probability = probability;
        this.seed = (ulong)seed;
    }

    /// <summary>Whether anything is dropped.</summary>
    internal bool Drops => probability > 0;

    /// <summary>1/(1 − p).</summary>
    internal double Scale => 1 / (1 - probability);

    // The words below it are p of them all.
    private uint LeastKept => (uint)Math.Min(Math.Round(probability * (1L << 32)), uint.MaxValue);

    /// <summary>Dropout of one pass, with a seed from torch's default generator.</summary>
    /// <param name="probability">p, at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">That is no such probability.</exception>
    public static InputDropout Draw(double probability)
    {
        if (probability is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A dropout probability is at least 0 and below 1.");
        using var drawn = randint(long.MaxValue, [1L], dtype: ScalarType.Int64);
        return new InputDropout(probability, drawn.item<long>());
    }

    /// <summary>The bits of what is kept of a row.</summary>
    internal unsafe void Draw(uint* bits, int words, int row) => KeepBits.Draw(bits, words, row, seed, LeastKept);

    /// <summary>Where values are dropped, as a tensor of (rows, columns) that belongs to the caller's dispose scope.</summary>
    internal unsafe Tensor Mask(long rows, long columns)
    {
        var mask = empty(rows, columns, dtype: ScalarType.Bool);
        if (mask.numel() == 0)
            return mask;
        var words = KeepBits.WordsOf((int)columns);
        var bits = new uint[words];
        fixed (uint* first = bits)
        fixed (byte* target = Matrix.FirstRow(mask))
        {
            for (var row = 0; row < rows; row++)
            {
                Draw(first, words, row);
                KeepBits.WriteDropped(first, target + (row * columns), (int)columns);
            }
        }

        return mask;
    }
}
