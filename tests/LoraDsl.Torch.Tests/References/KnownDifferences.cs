namespace LoraDsl.Torch.Tests.References;

/// <summary>What TorchSharp's package computes otherwise than PyTorch: docs/torch-differences.md says how.</summary>
internal static class KnownDifferences
{
#if TORCH_SYSTEM
    private static readonly string[] s_names = [];
#else
    private static readonly string[] s_names = 
    [
        "products/baddbmm", "products/tensordot", "activations/hardtanh", "trunc_normal_", "optimizers/radam", "optimizers/radam decay",
        "schedulers/cyclic", "schedulers/cyclic halving", "schedulers/cyclic fading", "schedulers/cyclic scaled", "schedulers/one cycle",
        "schedulers/one cycle straight", "schedulers/one cycle between steps", "modules/hardtanh", "modules/gaussian_nll", "modules/poisson_nll_full",
        "attention/multihead_masked", "attention/multihead_added", "attention/multihead_padded", "attention/multihead_sizes",
    ];
#endif

    /// <summary>The cases that both providers answer alike.</summary>
    public static IEnumerable<string> WithoutThem(IEnumerable<string> names) => names.Except(s_names);

    /// <summary>The same for the cases of a family, by their names in it.</summary>
    public static IEnumerable<string> WithoutThem(string family, IEnumerable<string> names) =>
        names.Where(name => !s_names.Contains(Fixture.Key(family, name)));
}
