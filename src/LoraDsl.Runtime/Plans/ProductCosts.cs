namespace LoraDsl.Plans;

/// <summary>Nanoseconds of the low-rank products of one pass, as a sum over what there is to do.</summary>
/// <param name="Call">Whatever the sizes are.</param>
/// <param name="Product">For each of T·rank·(in + out).</param>
/// <param name="Value">For each of T·(in + out).</param>
/// <param name="Factor">For each of rank·(in + out).</param>
internal sealed record ProductCosts(double Call, double Product, double Value, double Factor)
{
    public double Of(PassSizes sizes) => Call + (Product * sizes.Products) + (Value * sizes.Values) + (Factor * sizes.Factors);
}
