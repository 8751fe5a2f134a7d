using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

/// <summary>Inputs of an operator, and what PyTorch made of them.</summary>
/// <param name="Inputs">What goes in.</param>
/// <param name="Outputs">What comes out.</param>
/// <param name="Gradients">For each floating-point input, where there are gradients.</param>
internal sealed record ReferenceCase(ReferenceArray[] Inputs, ReferenceArray[] Outputs, ReferenceArray[] Gradients)
{
    public override string ToString() => string.Join(", ", Inputs.AsEnumerable());
}

/// <summary>Elements of a tensor, as float64, which holds every number that is stored.</summary>
/// <param name="Dtype">The tensor's type.</param>
/// <param name="Shape">The tensor's shape.</param>
/// <param name="Values">The elements.</param>
internal sealed record ReferenceArray(ScalarType Dtype, long[] Shape, double[] Values)
{
    public override string ToString() => $"{Dtype} [{string.Join(", ", Shape)}]";

    public Tensor ToTensor() => tensor(Values, Shape, dtype: ScalarType.Float64).to(Dtype);

    /// <summary>Fails unless a tensor has this type, this shape and, up to rounding, these elements.</summary>
    public void AssertIs(Tensor actual, string what)
    {
        Assert.True(Dtype == actual.dtype, $"{what}: expected {Dtype}, got {actual.dtype}");
        Assert.True(Shape.SequenceEqual(actual.shape), $"{what}: expected [{string.Join(", ", Shape)}], got [{string.Join(", ", actual.shape)}]");
        AssertAre(actual.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray(), what);
    }

    /// <summary>Fails unless these are, up to rounding, the elements.</summary>
    public void AssertAre(double[] actual, string what)
    {
        // A step of 2⁻¹⁰ or 2⁻⁷ between neighbours; kernels differ in the order of their sums, not in what they sum.
        var tolerance = Dtype switch
        {
            ScalarType.Float64 => 1e-10,
            ScalarType.Float32 => 2e-5,
            ScalarType.Float16 => 5e-3,
            ScalarType.BFloat16 => 4e-2,
            _ => 0,
        };
        for (var i = 0; i < Values.Length; i++)
        {
            var (wanted, got) = (Values[i], actual[i]);
            var close = wanted.Equals(got) || Math.Abs(wanted - got) <= tolerance * Math.Max(1, Math.Abs(wanted));
            Assert.True(close, $"{what}: element {i} should be {wanted:r}, but is {got:r}");
        }
    }
}
