using LoraDsl.Layers;

namespace LoraDsl.Methods;

/// <summary>The sizes of W1 (OutLeft, InLeft) and W2 (OutRight, InRight), whose Kronecker product has a weight's, as LyCORIS and PEFT split them.</summary>
/// <param name="OutLeft">Rows of W1.</param>
/// <param name="OutRight">Rows of W2.</param>
/// <param name="InLeft">Columns of W1.</param>
/// <param name="InRight">Columns of W2, channels of a convolution.</param>
/// <param name="Kernel">The sizes of a convolution's kernel, which W2 has; empty of a linear layer.</param>
internal sealed record LoKrShape(long OutLeft, long OutRight, long InLeft, long InRight, long[] Kernel)
{
    /// <summary>The sizes for a layer.</summary>
    public static LoKrShape Of(AdaptedLayer layer, int factor)
    {
        var weight = layer.Weight.shape;
        var ((outLeft, outRight), (inLeft, inRight)) = (Split(weight[0], factor), Split(weight[1], factor));
        return new LoKrShape(outLeft, outRight, inLeft, inRight, weight[2..]);
    }

    /// <summary>The factors by name, with their shapes.</summary>
    public IReadOnlyList<(string Name, long[] Shape)> Factors(LoKrOptions options)
    {
        var rank = options.Rank;
        var kernelSize = Kernel.Aggregate(1L, (product, size) => product * size);
        var left = options.DecomposeBoth && rank < Math.Max(OutLeft, InLeft) / 2.0
            ? new (string, long[])[] { ("lokr_w1_a", [OutLeft, rank]), ("lokr_w1_b", [rank, InLeft]) }
            : [("lokr_w1", [OutLeft, InLeft])];
        var right = rank >= Math.Max(OutRight, InRight) / 2.0 ? new (string, long[])[] { ("lokr_w2", [OutRight, InRight, .. Kernel]) }
            : options.UseEffectiveConv2d && kernelSize > 1
                ? [("lokr_w2_a", [rank, OutRight]), ("lokr_w2_b", [rank, InRight]), ("lokr_t2", [rank, rank, .. Kernel])]
                : [("lokr_w2_a", [OutRight, rank]), ("lokr_w2_b", [rank, InRight * kernelSize])];
        return [.. left, .. right];
    }

    /// <summary>Splits a size into two that multiply to it, the smaller one first: the factor where it divides the size, else the dividers closest together that it allows.</summary>
    private static (long Less, long More) Split(long size, int factor)
    {
        if (factor > 0 && size % factor == 0)
            return (factor, size / factor);
        var greatest = factor == -1 ? size : factor;
        var (less, more) = (1L, size);
        while (less < more)
        {
            var next = less + 1;
            while (size % next != 0)
                next++;
            if (next + (size / next) > less + more || next > greatest)
                break;
            (less, more) = (next, size / next);
        }

        return less <= more ? (less, more) : (more, less);
    }
}
