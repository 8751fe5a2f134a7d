using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>The masked merge as libtorch's own operators compute it: on every device, of every type, with gradients.</summary>
internal static class MaskedComposition
{
    /// <summary>W̃ of W's shape and type.</summary>
    public static Tensor Of(Tensor weight, Tensor a, Tensor b, double scaling)
    {
        using var scope = NewDisposeScope();
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var sum = weight.to(type).flatten(1).addmm(b.to(type).flatten(1).Times(scaling), a.to(type).flatten(1));
        return sum.view(weight.shape).ZeroWhereZero(weight).to(weight.dtype).MoveToOuterDisposeScope();
    }
}
