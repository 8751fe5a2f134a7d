using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>
/// What LoRS is compared with, each formula left to autograd as its authors write it. The masks are made beforehand and their bytes are not
/// counted, which is in these methods' favour.
/// </summary>
internal static class Baselines
{
    private const double Scaling = 2;

    /// <summary>SPP (arXiv 2405.16057): W̃ = W + s·W ⊙ A′ ⊙ B, A (r, in) repeated over the rows, B (out, 1).</summary>
    public static BlockContender Spp(LorsCase sizes, Device device) => new FactoredContender(
        sizes,
        device,
        "spp",
        (inFeatures, outFeatures) => ([sizes.Rank, inFeatures], [outFeatures, 1]),
        (x, weight, _, a, b) => F.linear(x, weight + (weight * a.repeat(weight.shape[0] / sizes.Rank, 1) * b * Scaling)));

    /// <summary>SQFT's sparse form (arXiv 2410.03750): W̃ = W + mask ⊙ (s·B·A).</summary>
    public static BlockContender Sqft(LorsCase sizes, Device device) => new FactoredContender(
        sizes, device, "sqft", LowRank(sizes), (x, weight, mask, a, b) => F.linear(x, weight + (mask * (b.mm(a) * Scaling))));

    /// <summary>SP-LoRA (arXiv 2408.04568): W̃ = mask ⊙ (W + s·B·A), so that the whole gradient of W̃ is formed and masked.</summary>
    public static BlockContender SpLora(LorsCase sizes, Device device) => new FactoredContender(
        sizes, device, "sp-lora", LowRank(sizes), (x, weight, mask, a, b) => F.linear(x, mask * (weight + (b.mm(a) * Scaling))));

    /// <summary>LoRA, which loses the mask when it is merged: the order of the generated code, the backward left to autograd.</summary>
    public static BlockContender Lora(LorsCase sizes, Device device) => new FactoredContender(
        sizes, device, "lora", LowRank(sizes), (x, weight, _, a, b) => F.linear(x, weight).addmm_(x.mm(a.t()).mul_(Scaling), b.t()));

    private static Func<long, long, (long[] A, long[] B)> LowRank(LorsCase sizes) =>
        (inFeatures, outFeatures) => ([sizes.Rank, inFeatures], [outFeatures, sizes.Rank]);
}
