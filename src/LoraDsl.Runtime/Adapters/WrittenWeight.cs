using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>Whether other code wrote a layer's weight while it was changed for an adapter.</summary>
internal static class WrittenWeight
{
    /// <summary>Compares a weight with what was made of the original, up to the rounding that another device's or a busy machine's sums have.</summary>
    /// <param name="weight">The weight as it is.</param>
    /// <param name="original">The weight before the change; one of another type or device cannot be compared.</param>
    /// <param name="change">Makes the changed weight of it.</param>
    public static bool Differs(Tensor weight, Tensor original, Func<Tensor, Tensor> change)
    {
        if (weight.dtype != original.dtype || weight.device_type != original.device_type)
            return false;
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var expected = change(original).to(ScalarType.Float32);
        var tolerance = weight.dtype is ScalarType.Float16 or ScalarType.BFloat16 ? 2e-2 : 1e-4;
        return (weight.to(ScalarType.Float32) - expected).abs().max().item<float>() > tolerance * expected.abs().max().item<float>();
    }
}
