using static TorchSharp.torch;

namespace LoraDsl.Combining;

/// <summary>
/// Weighted combinations of tensors of one shape, in float32 or float64: of factors, or of products. Temporaries belong to the caller's scope.
/// </summary>
internal sealed class TaskVectors(CombinationOptions options, Generator generator)
{
    /// <summary>The combination.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="weights">A weight for each.</param>
    public Tensor Combine(IReadOnlyList<Tensor> tensors, IReadOnlyList<double> weights) => options.Method switch
    {
        CombinationMethod.Ties or CombinationMethod.TiesSvd => Elected([.. tensors.Select(Trimmed)], weights),
        CombinationMethod.DareTies or CombinationMethod.DareTiesSvd => Elected([.. tensors.Select(Dropped)], weights),
        CombinationMethod.DareLinear or CombinationMethod.DareLinearSvd => Sum([.. tensors.Select(Dropped)], weights),
        CombinationMethod.MagnitudePrune or CombinationMethod.MagnitudePruneSvd => Sum([.. tensors.Select(Trimmed)], weights),
        _ => Sum(tensors, weights),
    };

    private static Tensor Sum(IReadOnlyList<Tensor> tensors, IReadOnlyList<double> weights)
    {
        var sum = tensors[0].mul(weights[0]);
        for (var index = 1; index < tensors.Count; index++)
            sum.add_(tensors[index], weights[index]);
        return sum;
    }

    // The mean, over the tensors whose value has the elected sign, of the weighted values.
    private Tensor Elected(Tensor[] tensors, IReadOnlyList<double> weights)
    {
        var stacked = stack(tensors);
        var signs = stacked.sign();
        var elected = (options.MajoritySign == MajoritySign.Total ? stacked : signs).sum(dim: 0).ge(0).to(stacked.dtype).mul(2).sub(1);
        var agrees = signs.eq(elected).to(stacked.dtype);
        var sum = Sum([.. tensors.Index().Select(entry => entry.Item.mul(agrees[entry.Index]))], weights);
        return sum.div(agrees.sum(dim: 0).clamp_min(1));
    }

    // The largest values by magnitude; how many is rounded down.
    private Tensor Trimmed(Tensor values)
    {
        var kept = (long)(options.Density!.Value * values.numel());
        if (kept == values.numel())
            return values;
        var flat = values.flatten();
        var mask = zeros_like(flat);
        if (kept > 0)
            mask.index_fill_(0, flat.abs().topk((int)kept).indexes, 1);
        return flat.mul(mask).view(values.shape);
    }

    private Tensor Dropped(Tensor values)
    {
        var density = options.Density!.Value;
        if (density == 1)
            return values;
        var mask = rand(values.shape, dtype: ScalarType.Float64, generator: generator).lt(density).to(values.dtype, values.device);
        return values.mul(mask).div(density);
    }
}
