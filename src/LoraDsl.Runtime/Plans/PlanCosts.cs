using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Plans;

/// <summary>What the plans cost on one machine.</summary>
/// <param name="Float32">With inputs of float32.</param>
/// <param name="BFloat16">With inputs of bfloat16.</param>
internal sealed record PlanCosts(TypeCosts Float32, TypeCosts BFloat16)
{
    /// <summary>As they were measured on two cores of an AMD EPYC with AVX-512 and libtorch 1.13 over OpenBLAS, with two threads.</summary>
    public static PlanCosts BuiltIn { get; } = new(
        new TypeCosts(
            new ProductCosts(8000, 0.0091, 0.353, 0.33),
            new ProductCosts(9000, 0.0187, 0.71, 0.45),
            new ProductCosts(4000, 0.0107, 0.06, 1.2),
            new ProductCosts(8000, 0.0215, 0.15, 4),
            new ProductCosts(10000, 0.0071, 0.25, 0)),
        new TypeCosts(
            new ProductCosts(38000, 0.0041, 0.07, 0.14),
            new ProductCosts(70000, 0.0089, 0.165, 0.22),
            new ProductCosts(2000, 0.0095, 0.11, 1.45),
            new ProductCosts(10000, 0.02, 0.15, 1.5),
            new ProductCosts(30000, 0.0076, 0.03, 0)));

    /// <summary>The costs for inputs of a type. Types that only operators work on share what float32 costs them.</summary>
    public TypeCosts For(ScalarType type) => type == ScalarType.BFloat16 ? BFloat16 : Float32;

    /// <summary>Whether the kernels take inputs of this type, place and rank.</summary>
    public static bool HasKernels(PassSizes sizes) =>
        sizes.Device == DeviceType.CPU && sizes.Type is ScalarType.Float32 or ScalarType.BFloat16
        && sizes.Rank is >= 1 and <= Kernels.LowRank.CpuLowRank.GreatestRank;

    /// <summary>Whether forming the whole weight loses nothing: a 16-bit weight would round small changes away.</summary>
    public static bool MayMerge(PassSizes sizes) => sizes.Device == DeviceType.CPU && sizes.Type is ScalarType.Float32 or ScalarType.Float64;

    /// <summary>The kernels or the operators, whichever is predicted to be faster.</summary>
    public ExecutionPlan ChooseProducts(PassSizes sizes) => For(sizes.Type).Better(sizes, HasKernels(sizes));

    /// <summary>The plan that is predicted to be fastest.</summary>
    public ExecutionPlan Choose(PassSizes sizes)
    {
        var products = ChooseProducts(sizes);
        if (!MayMerge(sizes))
            return products;
        var (costs, hasKernels) = (For(sizes.Type), HasKernels(sizes));
        return costs.Of(ExecutionPlan.Merged, sizes, hasKernels) < costs.Of(products, sizes, hasKernels) ? ExecutionPlan.Merged : products;
    }
}
