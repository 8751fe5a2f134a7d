using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// The first columns of Q and rows of R of the frozen weight's QR decomposition (OLoRA, Büyükakyüz, arXiv 2406.01775): B is
/// orthonormal.
/// </summary>
internal sealed class OloraInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "OLoRA";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Weight;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rank is above one of the sizes of the weight.</exception>
    public void Fill(InitializerContext start)
    {
        ArgumentNullException.ThrowIfNull(start);
        using var scope = NewDisposeScope();
        if (start.Rank > Math.Min(start.InFeatures, start.OutFeatures))
        {
            throw new ArgumentException(
                $"'{start.Path}' has {Math.Min(start.InFeatures, start.OutFeatures)} columns of Q at most and cannot start with rank {start.Rank} by OLoRA: take less rank.", nameof(start));
        }

        var (q, r) = linalg.qr(start.Weight.to(ScalarType.Float64));
        start.A.copy_(r.narrow(0, 0, start.Rank));
        start.B.copy_(q.narrow(1, 0, start.Rank));
    }
}
