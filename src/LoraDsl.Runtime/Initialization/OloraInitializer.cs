using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// The first columns of Q and rows of R of the frozen weight's QR decomposition (OLoRA, Büyükakyüz, arXiv 2406.01775): B is
/// orthonormal.
/// </summary>
public sealed class OloraInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "OLoRA";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(AdapterStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        using var scope = NewDisposeScope();
        var (q, r) = linalg.qr(start.Weight.to(ScalarType.Float64));
        start.A.copy_(r.narrow(0, 0, start.Rank));
        start.B.copy_(q.narrow(1, 0, start.Rank));
    }
}
