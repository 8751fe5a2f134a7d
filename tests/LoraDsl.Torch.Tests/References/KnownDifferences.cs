namespace LoraDsl.Torch.Tests.References;

/// <summary>What TorchSharp's package computes otherwise than PyTorch: docs/torch-differences.md says how.</summary>
internal static class KnownDifferences
{
#if TORCH_SYSTEM
    private static readonly string[] s_names = [];
#else
    private static readonly string[] s_names = ["products/baddbmm", "products/tensordot", "activations/hardtanh", "trunc_normal_"];
#endif

    /// <summary>The cases that both providers answer alike.</summary>
    public static IEnumerable<string> WithoutThem(IEnumerable<string> names) => names.Except(s_names);
}
