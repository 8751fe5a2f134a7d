using static TorchSharp.torch;

namespace LoraDsl.Hooks;

/// <summary>How moments follow the components of an adapter.</summary>
public static class MomentMaps
{
    /// <summary>The first components keep their moments, what is added behind them starts from zero.</summary>
    /// <param name="dimension">The dimension that counts components.</param>
    /// <param name="count">Number of components afterwards, at least as many as before.</param>
    /// <param name="gradientFactor">What the gradient of the kept components is multiplied with from now on.</param>
    public static MomentMap Grow(int dimension, long count, double gradientFactor = 1) => (moment, order) =>
    {
        var shape = moment.shape;
        var kept = shape[dimension];
        shape[dimension] = count;
        var grown = zeros(shape, dtype: moment.dtype, device: moment.device);
        var part = grown.narrow(dimension, 0, kept).copy_(moment);
        if (gradientFactor != 1)
            part.mul_(Math.Pow(gradientFactor, order));
        return grown;
    };

    /// <summary>The chosen components keep their moments; the others' are dropped.</summary>
    /// <param name="dimension">The dimension that counts components.</param>
    /// <param name="indices">The components that stay, in their new order.</param>
    public static MomentMap Select(int dimension, IReadOnlyList<long> indices) => (moment, _) =>
        moment.index_select(dimension, tensor([.. indices], dtype: ScalarType.Int64, device: moment.device));
}
