using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>A with orthonormal rows, B with orthonormal columns times 0.1 (Saxe et al., arXiv 1312.6120).</summary>
internal sealed class OrthogonalInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "orthogonal";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        FillOrthonormal(context.A, 1);
        FillOrthonormal(context.B, 0.1);
    }

    // Not init.orthogonal_, which the TorchSharp package computes otherwise than PyTorch.
    private static void FillOrthonormal(Tensor factor, double gain)
    {
        using var scope = NewDisposeScope();
        var (rows, columns) = (factor.shape[0], factor.shape[1]);
        var drawn = randn(Math.Max(rows, columns), Math.Min(rows, columns), dtype: ScalarType.Float64, device: factor.device);
        var (q, r) = linalg.qr(drawn);

        // A QR decomposition fixes signs of its own; those of R's diagonal make Q uniform.
        q = q.mul(r.diagonal().sign()).mul(gain);
        factor.copy_(rows < columns ? q.t() : q);
    }
}
