namespace LoraDsl.Torch.Tests.References;

/// <summary>What TorchSharp's package computes otherwise than PyTorch: docs/torch-differences.md says how.</summary>
internal static partial class KnownDifferences
{
    static partial void AddTo(HashSet<string> names) => names.UnionWith(
    [
        "products/baddbmm", "products/tensordot", "activations/hardtanh", "trunc_normal_", "optimizers/radam", "optimizers/radam decay",
        "schedulers/cyclic", "schedulers/cyclic halving", "schedulers/cyclic fading", "schedulers/cyclic scaled", "schedulers/one cycle",
        "schedulers/one cycle straight", "schedulers/one cycle between steps", "modules/hardtanh", "modules/gaussian_nll", "modules/poisson_nll_full",
        "attention/multihead_masked", "attention/multihead_added", "attention/multihead_padded", "attention/multihead_sizes",
    ]);
}
