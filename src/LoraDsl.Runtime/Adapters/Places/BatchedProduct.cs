using LoraDsl.Forward;
using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// The parts of several adapters of one linear layer, each for as many rows, as two batched products: H = X·Aᵀ of (adapters, rows, in) and
/// (adapters, rank, in), and Y += H·Bᵀ. Smaller ranks are filled up with zeros.
/// </summary>
internal static class BatchedProduct
{
    /// <summary>The layer's output with each row's part added; temporaries belong to the caller's scope.</summary>
    /// <param name="output">The layer's output, (rows, …, out).</param>
    /// <param name="input">Its input, (rows, …, in).</param>
    /// <param name="adapters">The adapters, <see langword="null"/> for rows of the base alone.</param>
    /// <param name="order">Puts as many rows of each adapter one after the other.</param>
    public static Tensor AddTo(Tensor output, Tensor input, LowRankAdapter?[] adapters, RowOrder order)
    {
        var (columns, features) = (input.shape[^1], output.shape[^1]);
        var factors = Array.ConvertAll(adapters, static adapter => adapter?.FactorsOfPass());
        var rank = factors.Max(static factor => factor?.A.shape[0] ?? 0);
        var a = cat([.. factors.Select(factor => A(factor, rank, input, columns))], 0).view(adapters.Length, rank, columns);
        var b = cat([.. factors.Select(factor => B(factor, rank, input, features))], 0).view(adapters.Length, features, rank);
        var h = order.Gather(input).reshape(adapters.Length, -1, columns).bmm(a.transpose(1, 2));
        if (order.IsIdentity)
            return h.baddbmm(b.transpose(1, 2), output.reshape(adapters.Length, -1, features)).view(output.shape);
        var part = h.bmm(b.transpose(1, 2)).view([-1, .. output.shape.AsSpan(1)]);
        return order.Scatter(part).add_(output);
    }

    private static Tensor A((Tensor A, Tensor B, double Scaling)? factor, long rank, Tensor x, long columns)
    {
        if (factor is not { A: var a })
            return zeros([rank, columns], dtype: x.dtype, device: x.device);
        return a.shape[0] == rank ? LowRank.As(a, x) : cat([LowRank.As(a, x), zeros([rank - a.shape[0], columns], dtype: x.dtype, device: x.device)], 0);
    }

    private static Tensor B((Tensor A, Tensor B, double Scaling)? factor, long rank, Tensor x, long features)
    {
        if (factor is not { B: var b, Scaling: var scaling })
            return zeros([features, rank], dtype: x.dtype, device: x.device);
        var scaled = LowRank.As(scaling == 1 ? b : b.Times(scaling), x);
        return b.shape[1] == rank ? scaled : cat([scaled, zeros([features, rank - b.shape[1]], dtype: x.dtype, device: x.device)], 1);
    }
}
